#!/usr/bin/python3
"""A worker of the tutorial: ./worker.py [REDIS_URI]"""
import sys

import redis

queue = redis.Redis.from_url(sys.argv[1] if len(sys.argv) > 1 else "redis://127.0.0.1:6379/5")
while True:
    number = queue.blpop("task:prodcons:queue", 0)[1]
    print("did", number.decode(), flush=True)
