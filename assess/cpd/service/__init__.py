"""What people do with their CPD record, one deed a function."""
