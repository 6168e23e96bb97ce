"""How is a subject told that several stories share: checks, readings, costs, sources?"""
