"""What a makkerbytte needs on paper: groups, cards, seats, lists, contracts and a letter."""
