"""Does anything that a build writes tell who a person is?"""
