#!/bin/sh
# A worker of nothing but redis-cli: ./worker.sh [REDIS_URI]
while reply=$(redis-cli -u "${1:-redis://127.0.0.1:6379/5}" BLPOP task:prodcons:queue 0); do
  echo "did $(echo "$reply" | tail -n 1)"
done
