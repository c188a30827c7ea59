-- ARGV: 3 id, 4 token, 5 what becomes of it, 6 its result or error, 7 the delay of a retry.
-- Returns whether the lease held. Safe to be sent twice: the token of the lease is kept.
local id, token, op, text = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local t = read(id)
if t and t.token == token then return 1 end
if not holds(t, token) then return 0 end
if op == 'done' then
  finish(t, 'done', 'result', text, token)
elseif op == 'failed' then
  finish(t, 'failed', 'error', text, token)
elseif op == 'retry' then
  again(t, text, tonumber(ARGV[7]), token)
else
  leave(t)
  redis.call('ZADD', p .. 'tasks:queued', 0, id)
  redis.call('HSET', t.hash, 'state', 'queued', 'attempt', t.attempt - 1, 'token', token, 'percent', '0', 'note', '')
  ready(t)
  tell(t, 'queued', t.attempt - 1)
end
return 1
