"""Reads go to streaming replicas where there are any (DATABASE_REPLICA_URLS); docs/scaling.md says what is guaranteed.

A request reads from one server only: inside `binding.bound`, the connection called `default` is the replica's. So the
code of a page or a call knows nothing of replicas, and an ETag always belongs to its content. A read that fails on a
replica is repeated as a whole elsewhere. This package imports nothing of the project.
"""
