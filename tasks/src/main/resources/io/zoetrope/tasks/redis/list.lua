-- ARGV: 3 state or '', 4 kind or '', 5 the id to go on behind or '', 6 how many.
-- Returns {the id to go on behind or '' at the end, {id, its hash}…}.
local states = ARGV[3] ~= '' and {ARGV[3]} or {'queued', 'running', 'done', 'failed', 'dead', 'cancelled'}
local kind, after, most = ARGV[4], ARGV[5], tonumber(ARGV[6])
local ids = {}
for _, state in ipairs(states) do
  local some = redis.call('ZREVRANGEBYLEX', p .. 'tasks:' .. state, after == '' and '+' or '(' .. after, '-', 'LIMIT', 0, most)
  for _, id in ipairs(some) do ids[#ids + 1] = id end
end
table.sort(ids, function(a, b) return a > b end)
local page = {#ids >= most and ids[most] or ''}
for i = 1, math.min(most, #ids) do
  local hash = p .. 'task:' .. ids[i]
  -- Others may have written there what is not a task: its error has no length.
  if kind == '' or redis.pcall('HGET', hash, 'kind') == kind then
    local fields = redis.pcall('HGETALL', hash)
    if #fields > 0 then page[#page + 1] = {ids[i], fields} end
  end
end
return page
