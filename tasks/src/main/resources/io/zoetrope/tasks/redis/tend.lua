-- What nobody asks for but time: waits, deadlines, leases that ran out, tasks kept long enough.
-- Every process that has the queue open sends this about once a second; any one of them is enough.
-- ARGV: 3 the shortest lease. Returns the milliseconds until something becomes due, or -1.
due()

for _, name in ipairs(redis.call('SMEMBERS', p .. 'queues')) do
  local queue = p .. 'queue:' .. name
  local silent = redis.call('XPENDING', queue, 'workers', 'IDLE', ARGV[3], '-', '+', 100)
  for _, pending in ipairs(silent) do
    local entry = redis.call('XRANGE', queue, pending[1], pending[1])[1]
    local t = entry and read(entry[2][2])
    if not t or t.state ~= 'running' or t.entry ~= pending[1] then
      redis.call('XACK', queue, 'workers', pending[1])
      redis.call('XDEL', queue, pending[1])
    elseif pending[3] >= tonumber(t.lease) then
      again(t, 'Nothing was heard any more of the worker ' .. t.worker .. '.', 0)
    end
  end
end

forget()
return untilDue()
