"""What a school's coordinator keeps of the programme itself: tasks, team, training, adaptations."""
