"""What is learned from annotated documents: which passages are assignments where the rules end, and how sure."""
