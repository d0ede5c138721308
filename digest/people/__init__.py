"""Who is let in, and as whom. Floor 4: verbs over the store; nothing of the web in here.

    add | set_password | set_email | disable | set_role  by an admin, or on the command line
    sign_in(name, password)  -> secret of a session      by the person
    vouched(name)            -> secret of a session      of whom an OpenID provider says so
    who(secret)              -> User                     on every request
    issue_token | bearer(secret)  -> User                for programs: at most the person's own role
    invite | guest(secret)   -> ReviewLink               for a colleague without an account

Secrets are 256 random bits, shown once, and kept only as their hash. A password is hashed with argon2 (pwdlib).
"""

from digest.people.accounts import add, change_password, disable, enable, prefer, set_email, set_password, set_role
from digest.people.keys import bearer, guest, invite, issue_token
from digest.people.sessions import SESSION, sign_in, sign_out, vouched, who

__all__ = [
    "SESSION",
    "add",
    "bearer",
    "change_password",
    "disable",
    "enable",
    "guest",
    "invite",
    "issue_token",
    "prefer",
    "set_email",
    "set_password",
    "set_role",
    "sign_in",
    "sign_out",
    "vouched",
    "who",
]
