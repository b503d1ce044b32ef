"""The checks of files, one module for each thing that is checked."""
