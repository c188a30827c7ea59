#!/usr/bin/python3
"""A listener of the tutorial: ./listener.py [REDIS_URI]"""
import sys

import redis

channel = redis.Redis.from_url(sys.argv[1] if len(sys.argv) > 1 else "redis://127.0.0.1:6379/5").pubsub()
channel.subscribe("task:pubsub:channel")
for message in channel.listen():
    if message["type"] == "message":
        print("heard", message["data"].decode(), flush=True)
