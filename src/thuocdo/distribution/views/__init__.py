"""The screens of a directive's way: an inbox, sending, who has not acknowledged, plans and what came of it below."""
