# Momenten en dagen, zoals mensen ze schrijven.
