-- ARGV: 3 consumer, 4 how many at most, 5 lease, 6… kinds, as in clip, or clip@OWNER.
-- Returns {1, {id, its hash}…}; or, when there is nothing to do, {0, time until something is due,
-- and for each queue of these the id after which an entry is news}.
local consumer, most, lease = ARGV[3], tonumber(ARGV[4]), ARGV[5]
local taken = {1}

-- What the group has been given of this queue so far.
local function delivered(queue)
  local groups = redis.call('XINFO', 'GROUPS', queue)
  for _, group in ipairs(groups) do
    local info = {}
    for i = 1, #group, 2 do info[group[i]] = group[i + 1] end
    if info.name == 'workers' then return info['last-delivered-id'] end
  end
  return '0-0'
end

local function waiting(priority)
  local queues = {}
  for i = 6, #ARGV do
    local queue = p .. 'queue:' .. ARGV[i] .. ':' .. priority
    if redis.call('XLEN', queue) > 0 then queues[#queues + 1] = {key = queue} end
  end
  return queues
end

local function order(a, b)
  return a.ms < b.ms or (a.ms == b.ms and a.seq < b.seq)
end

-- Of several kinds, the oldest entries go first.
local function shares(queues, room)
  if #queues == 1 then
    queues[1].share = room
    return
  end
  local heads = {}
  for _, queue in ipairs(queues) do
    queue.share = 0
    for _, entry in ipairs(redis.call('XRANGE', queue.key, '(' .. delivered(queue.key), '+', 'COUNT', room)) do
      local ms, seq = string.match(entry[1], '(%d+)-(%d+)')
      heads[#heads + 1] = {ms = tonumber(ms), seq = tonumber(seq), queue = queue}
    end
  end
  table.sort(heads, order)
  for i = 1, math.min(room, #heads) do heads[i].queue.share = heads[i].queue.share + 1 end
end

local function start(queue, entry)
  local id = entry[2][2]
  local hash = p .. 'task:' .. id
  -- Others may have written there what is not a task.
  local fields = redis.pcall('HGETALL', hash)
  local t = {id = id}
  for i = 1, #fields, 2 do t[fields[i]] = fields[i + 1] end
  if t.state ~= 'queued' or t.entry ~= entry[1] or not t.kind or not t.priority then
    redis.call('XACK', queue, 'workers', entry[1])
    redis.call('XDEL', queue, entry[1])
    return
  end
  if t.deadline and (tonumber(t.deadline) or 0) <= now then
    tooLate(id)
    return
  end
  local attempt = (tonumber(t.attempt or 0) or 0) + 1
  local changed = {'state', 'running', 'attempt', tostring(attempt), 'started', string.format('%.0f', now), 'worker', consumer, 'lease', lease}
  redis.call('ZREM', p .. 'tasks:queued', id)
  redis.call('ZADD', p .. 'tasks:running', 0, id)
  redis.call('HSET', hash, unpack(changed))
  tell(t, 'running', attempt)
  -- A field that comes twice is what it is the second time.
  for _, value in ipairs(changed) do fields[#fields + 1] = value end
  taken[#taken + 1] = {id, fields}
end

local function group(queue, count)
  local reply = redis.call('XREADGROUP', 'GROUP', 'workers', consumer, 'COUNT', count, 'STREAMS', queue, '>')
  return reply and reply[1][2] or {}
end

local function takeFrom(priority)
  local queues = waiting(priority)
  local found = true
  while found and #queues > 0 and #taken <= most do
    found = false
    shares(queues, most + 1 - #taken)
    local entries = {}
    for _, queue in ipairs(queues) do
      if queue.share > 0 then
        for _, entry in ipairs(group(queue.key, queue.share)) do
          local ms, seq = string.match(entry[1], '(%d+)-(%d+)')
          entries[#entries + 1] = {ms = tonumber(ms), seq = tonumber(seq), queue = queue.key, entry = entry}
        end
      end
    end
    if #queues > 1 then table.sort(entries, order) end
    for _, e in ipairs(entries) do
      found = true
      start(e.queue, e.entry)
    end
  end
end

local function take()
  for _, priority in ipairs({'high', 'normal', 'low'}) do
    if #taken <= most then takeFrom(priority) end
  end
end

take()
-- Where there is always something to do, others look for what has become due.
if #taken == 1 and due() then take() end
if #taken > 1 then return taken end

local nothing = {0, untilDue()}
for _, priority in ipairs({'high', 'normal', 'low'}) do
  for i = 6, #ARGV do
    local queue = p .. 'queue:' .. ARGV[i] .. ':' .. priority
    nothing[#nothing + 1] = redis.call('XLEN', queue) > 0 and delivered(queue) or '0-0'
  end
end
return nothing
