from drafter.model.finding import Parts


def parts(text): return Parts()
