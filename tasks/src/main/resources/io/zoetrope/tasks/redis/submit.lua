-- ARGV: 3 id, 4 kind, 5 payload, 6 priority, 7 attempts, 8 delay, 9 keep, 10 capacity,
-- 11 deadline or '', 12 idempotency key or '', 13 the camera that the payload names or '',
-- 14 the owner or ''.
-- Returns {now} for a new task, {-1} when the queue is full, or {0, id, its hash} for one from before.
-- Safe to be sent twice: the id is the sender's own.
local id, kind, key, deadline = ARGV[3], ARGV[4], ARGV[12], ARGV[11]
local owner = ARGV[14] ~= '' and ARGV[14]
local t = {id = id, kind = kind, owner = owner, priority = ARGV[6], hash = p .. 'task:' .. id,
  queue = p .. 'queue:' .. nameOfQueue(kind, owner, ARGV[6])}
local once = key ~= '' and p .. 'once:' .. kind .. ':' .. key
local before = once and redis.call('GET', once) or id
local hash = redis.call('HGETALL', p .. 'task:' .. before)
if #hash > 0 then return {0, before, hash} end
if redis.call('ZCARD', p .. 'tasks:queued') >= tonumber(ARGV[10]) then return {-1} end

local delay = tonumber(ARGV[8])
redis.call('HSET', t.hash, 'kind', kind, 'payload', ARGV[5], 'state', 'queued', 'priority', ARGV[6],
  'attempts', ARGV[7], 'submitted', now, 'notBefore', now + delay, 'keep', ARGV[9])
if ARGV[13] ~= '' then
  t.camera = ARGV[13]
  redis.call('HSET', t.hash, 'camera', t.camera)
end
if owner then redis.call('HSET', t.hash, 'owner', owner) end
redis.call('ZADD', p .. 'tasks:queued', 0, id)
if once then
  redis.call('HSET', t.hash, 'key', key)
  redis.call('SET', once, id)
end
if deadline ~= '' then
  redis.call('HSET', t.hash, 'deadline', deadline)
  redis.call('ZADD', p .. 'deadlines', deadline, id)
end
if delay > 0 then
  redis.call('ZADD', p .. 'delayed', now + delay, id)
else
  ready(t)
end
tell(t, 'queued', 0)
return {now}
