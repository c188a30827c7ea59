-- What all scripts about tasks share; each is sent with this in front.
-- ARGV: 1 the prefix of all keys, 2 the stream of the news, then the script's own.
local p, newsKey = ARGV[1], ARGV[2]
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local FIELDS = {'state', 'kind', 'priority', 'attempt', 'attempts', 'entry', 'token', 'worker',
  'percent', 'note', 'deadline', 'key', 'keep', 'lease', 'camera', 'owner'}

-- The queue of a task: one that has an owner is only given to the owner's workers.
local function nameOfQueue(kind, owner, priority)
  return kind .. (owner and '@' .. owner or '') .. ':' .. priority
end

-- The task with what changes of state depend on; nil if it is not kept, or others have written there
-- what is not a task: one such must not hold up all others.
local function read(id)
  local values = redis.pcall('HMGET', p .. 'task:' .. id, unpack(FIELDS))
  if values.err or not (values[1] and values[2] and values[3]) then return nil end
  local t = {id = id}
  for i, field in ipairs(FIELDS) do t[field] = values[i] end
  t.hash = p .. 'task:' .. id
  t.queue = p .. 'queue:' .. nameOfQueue(t.kind, t.owner, t.priority)
  t.attempt = tonumber(t.attempt or 0) or 0
  t.attempts = tonumber(t.attempts or 1) or 1
  t.lease = tonumber(t.lease or 0) or 0
  t.worker = t.worker or '?'
  if not tonumber(t.keep or '') then t.keep = '3600000' end
  return t
end

-- The time as Java's Instant writes it; the date by Hinnant's civil_from_days.
local written
local function instant()
  if written then return written end
  local ms, floor = now, math.floor
  local s = floor(ms / 1000)
  local z = floor(s / 86400) + 719468
  local era = floor(z / 146097)
  local doe = z - era * 146097
  local yoe = floor((doe - floor(doe / 1460) + floor(doe / 36524) - floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + floor(yoe / 4) - floor(yoe / 100))
  local mp = floor((5 * doy + 2) / 153)
  local month = mp < 10 and mp + 3 or mp - 9
  local year = yoe + era * 400 + (month <= 2 and 1 or 0)
  written = string.format('%04d-%02d-%02dT%02d:%02d:%02d.%03dZ', year, month,
    doy - floor((153 * mp + 2) / 5) + 1, floor(s / 3600) % 24, floor(s / 60) % 60, s % 60, ms % 1000)
  return written
end

-- Publishes what has become of the task, in the same step as the change: never lost, never twice.
local ENDED = {done = true, failed = true, dead = true, cancelled = true}
local function tell(t, state, attempt, percent, note, problem)
  local json = '","at":"' .. instant() .. '","id":"' .. t.id .. '","kind":"' .. t.kind
    .. (t.camera and '","camera":' .. cjson.encode(t.camera) .. ',"' or '","')
    .. 'state":"' .. state .. '","attempt":' .. attempt
  local further = ',"percent":' .. (percent or 0)
    .. ',"note":' .. (note and note ~= '' and cjson.encode(note) or '""')
  local rest = (problem and ',"error":' .. cjson.encode(problem) or '') .. '}'
  local function publish(text) redis.call('XADD', newsKey, 'MAXLEN', '~', 10000, '*', 'json', text) end
  publish('{"type":"task' .. json .. further .. rest)
  if ENDED[state] then publish('{"type":"task.ended' .. json .. rest) end
end

-- Puts a task where workers find it, and wakes them.
local function ready(t)
  local entry = redis.call('XADD', t.queue, 'NOMKSTREAM', '*', 'task', t.id)
  if not entry then
    redis.call('SADD', p .. 'queues', nameOfQueue(t.kind, t.owner, t.priority))
    redis.call('XGROUP', 'CREATE', t.queue, 'workers', '0', 'MKSTREAM')
    entry = redis.call('XADD', t.queue, '*', 'task', t.id)
  end
  redis.call('HSET', t.hash, 'entry', entry)
end

-- Takes a task from its queue and from whoever has it. Comes first in every change: Redis refuses
-- a script that begins with what needs memory when it has none left, but never stops one half-way.
local function leave(t)
  redis.call('ZREM', p .. 'tasks:' .. t.state, t.id)
  if t.entry and t.entry ~= '' then
    redis.call('XACK', t.queue, 'workers', t.entry)
    redis.call('XDEL', t.queue, t.entry)
  else
    redis.call('ZREM', p .. 'delayed', t.id)
  end
end

-- Whether this lease of the task holds.
local function holds(t, token)
  return t and t.state == 'running' and t.entry .. '/' .. t.attempt == token
end

-- The task has come to its end.
local function finish(t, state, field, text, token)
  leave(t)
  if state == 'done' then t.percent, t.note = '100', '' end
  if t.deadline then redis.call('ZREM', p .. 'deadlines', t.id) end
  local once = t.key and p .. 'once:' .. t.kind .. ':' .. t.key
  if t.keep == '0' then
    redis.call('DEL', t.hash)
    if once then redis.call('DEL', once) end
  else
    redis.call('HSET', t.hash, 'state', state, 'ended', now, 'entry', '', 'token', token or '',
      'percent', t.percent or '0', 'note', t.note or '', field or 'token', text or token or '')
    redis.call('ZADD', p .. 'tasks:' .. state, 0, t.id)
    redis.call('ZADD', p .. 'ended', now + t.keep, t.id)
    redis.call('PEXPIRE', t.hash, t.keep)
    if once then redis.call('PEXPIRE', once, t.keep) end
  end
  tell(t, state, t.attempt, t.percent, t.note, field == 'error' and text)
end

-- The attempt has come to nothing: the task waits again, or is dead if it was the last.
local function again(t, problem, delay, token)
  if t.attempt >= tonumber(t.attempts) then
    return finish(t, 'dead', 'error', problem, token)
  end
  leave(t)
  redis.call('ZADD', p .. 'tasks:queued', 0, t.id)
  redis.call('HSET', t.hash, 'state', 'queued', 'entry', '', 'token', token or '', 'error', problem,
    'notBefore', now + delay, 'percent', '0', 'note', '')
  if delay > 0 then redis.call('ZADD', p .. 'delayed', now + delay, t.id) else ready(t) end
  tell(t, 'queued', t.attempt, 0, '', problem)
end

local function tooLate(id)
  redis.call('ZREM', p .. 'deadlines', id)
  local t = read(id)
  if t and (t.state == 'queued' or t.state == 'running') then
    finish(t, 'dead', 'error', 'Its deadline has passed.')
  end
end

-- Does what has become due since the last look: deadlines, then waits. Whether tasks are ready now.
local function due()
  local late = redis.call('ZRANGEBYSCORE', p .. 'deadlines', '-inf', now, 'LIMIT', 0, 100)
  for _, id in ipairs(late) do tooLate(id) end
  local ripe = redis.call('ZRANGEBYSCORE', p .. 'delayed', '-inf', now, 'LIMIT', 0, 100)
  for _, id in ipairs(ripe) do
    redis.call('ZREM', p .. 'delayed', id)
    local t = read(id)
    if t and t.state == 'queued' then ready(t) end
  end
  return #ripe > 0
end

-- Milliseconds until something becomes due; -1 if nothing will.
local function untilDue()
  local first = -1
  for _, key in ipairs({'delayed', 'deadlines'}) do
    local head = redis.call('ZRANGE', p .. key, 0, 0, 'WITHSCORES')
    if head[2] then
      local left = math.max(0, head[2] - now)
      if first < 0 or left < first then first = left end
    end
  end
  return first
end

-- Forgets tasks that were kept long enough. Their hashes end by themselves, at the same time.
local function forget()
  local old = redis.call('ZRANGEBYSCORE', p .. 'ended', '-inf', now, 'LIMIT', 0, 500)
  for _, id in ipairs(old) do
    redis.call('ZREM', p .. 'ended', id)
    redis.call('DEL', p .. 'task:' .. id)
    for _, state in ipairs({'done', 'failed', 'dead', 'cancelled'}) do
      redis.call('ZREM', p .. 'tasks:' .. state, id)
    end
  end
end
