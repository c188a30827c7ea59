-- ARGV: 3 id, 4 token, and of progress 5 percent, 6 note. Returns whether the lease holds.
local t = read(ARGV[3])
if not holds(t, ARGV[4]) then return 0 end
redis.call('XCLAIM', t.queue, 'workers', t.worker, 0, t.entry, 'JUSTID')
if ARGV[5] then
  redis.call('HSET', t.hash, 'percent', ARGV[5], 'note', ARGV[6])
  tell(t, 'running', t.attempt, ARGV[5], ARGV[6])
end
return 1
