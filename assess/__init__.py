"""Assess (Asesu): bilingual portfolios of evidence against National Occupational Standards."""
