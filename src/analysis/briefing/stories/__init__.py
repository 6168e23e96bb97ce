"""What does each briefing say? One module a programme, with its opening and its questions."""
