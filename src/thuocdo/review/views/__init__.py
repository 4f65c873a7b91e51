"""The screens of the review: lists, intake, a directive, its review, the acts."""
