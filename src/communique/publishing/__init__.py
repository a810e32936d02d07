"""Publishing: approved editions become files in folders, with what proves and announces them."""
