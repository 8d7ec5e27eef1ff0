"""What leaves on paper: pages of HTML from templates, and strips for receipt printers.

It knows read models only. Nothing of it is loaded before something is printed.
"""
