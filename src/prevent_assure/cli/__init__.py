"""What the commands share: options, streams, exit codes and progress."""
