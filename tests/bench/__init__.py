"""How fast the pages are, as ratios against a bare page in the same run: `make bench`."""
