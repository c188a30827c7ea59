-- Returns each state and how many tasks are in it.
forget()
local counts = {}
for _, state in ipairs({'queued', 'running', 'done', 'failed', 'dead', 'cancelled'}) do
  counts[#counts + 1] = state
  counts[#counts + 1] = redis.call('ZCARD', p .. 'tasks:' .. state)
end
return counts
