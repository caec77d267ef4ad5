"""Who works towards what, with which assessor and internal quality assurer."""
