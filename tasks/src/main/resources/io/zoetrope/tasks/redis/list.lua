-- ARGV: 3 state or '', 4 kind or '', 5 kinds to leave out or '', 6 the id to go on behind or '', 7 how many.
-- A kind may be the beginning of some, as in webhook-*.
-- Returns {the id to go on behind or '' at the end, {id, its hash}…}.
local states = ARGV[3] ~= '' and {ARGV[3]} or {'queued', 'running', 'done', 'failed', 'dead', 'cancelled'}
local kind, without, after, most = ARGV[4], ARGV[5], ARGV[6], tonumber(ARGV[7])
local function fits(pattern, name)
  if string.sub(pattern, -1) ~= '*' then return name == pattern end
  return string.sub(name, 1, #pattern - 1) == string.sub(pattern, 1, -2)
end
local function wanted(hash)
  if kind == '' and without == '' then return true end
  -- Others may have written there what is not a task: its error is no text.
  local name = redis.pcall('HGET', hash, 'kind')
  return type(name) == 'string' and (kind == '' or fits(kind, name)) and (without == '' or not fits(without, name))
end
local ids = {}
for _, state in ipairs(states) do
  local some = redis.call('ZREVRANGEBYLEX', p .. 'tasks:' .. state, after == '' and '+' or '(' .. after, '-', 'LIMIT', 0, most)
  for _, id in ipairs(some) do ids[#ids + 1] = id end
end
table.sort(ids, function(a, b) return a > b end)
local page = {#ids >= most and ids[most] or ''}
for i = 1, math.min(most, #ids) do
  local hash = p .. 'task:' .. ids[i]
  if wanted(hash) then
    -- An error has no length.
    local fields = redis.pcall('HGETALL', hash)
    if #fields > 0 then page[#page + 1] = {ids[i], fields} end
  end
end
return page
