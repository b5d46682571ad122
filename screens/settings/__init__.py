"""Set-up: who keeps this journal, lists, holidays, leave."""
