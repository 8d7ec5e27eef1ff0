"""How the workstation looks: themes in Python, layout in TCSS."""
