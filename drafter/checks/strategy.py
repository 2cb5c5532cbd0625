def strategy(text): return "information"
