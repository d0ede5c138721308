"""Our counting and recognition beside the platforms' own libraries, which run in Node."""
