# The page: what stands on every page.
