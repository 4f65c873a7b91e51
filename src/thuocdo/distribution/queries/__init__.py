"""Questions about directives on their way: an inbox, who has not acknowledged, and what lower bodies made of them."""
