"""Where articles come from: files, folders, feeds, standard input, URLs."""
