"""Review at the desk: the queue, the page of one decision, studies."""
