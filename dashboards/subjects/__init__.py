"""What the leaders' pages are about: each subject makes its findings from published waves."""
