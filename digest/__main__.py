"""`python -m digest` is the command `digest`. Floor 6."""

from digest.cli import main

if __name__ == "__main__":
    main()
