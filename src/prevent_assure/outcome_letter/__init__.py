"""The outcome letter and the committee paper."""
