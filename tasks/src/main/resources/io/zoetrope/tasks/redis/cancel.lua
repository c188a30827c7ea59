-- ARGV: 3 id. Returns whether it was cancelled now.
local t = read(ARGV[3])
if not t or (t.state ~= 'queued' and t.state ~= 'running') then return 0 end
finish(t, 'cancelled')
return 1
