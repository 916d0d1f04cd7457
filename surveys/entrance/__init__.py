"""The employee's way in: pages and answers with no session, no cookie and no account.

Whatever is asked here never meets the rest of the product: middleware.py answers it before
sessions, sign-in and cross-site tokens are looked at. The credential is the authority.
"""
