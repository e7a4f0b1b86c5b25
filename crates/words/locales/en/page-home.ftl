# The page: for you, starting, the log.
