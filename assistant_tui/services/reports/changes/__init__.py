"""What a changed row of the file says to people: words for its table and columns, and for its values."""
