-- Gives a job back, as one that was not tried. KEYS 1 its hash. ARGV 1 fence. 1 if it was this fence's.
local h = redis.call('HMGET', KEYS[1], 'status', 'fence')
if h[2] ~= ARGV[1] or not (h[1] == 'running' or h[1] == 'cancelling') then return 0 end
redis.call('HSET', KEYS[1], 'lease_until', '0', 'fence',
  string.format('%.0f', tonumber(h[2]) + 1))
redis.call('HINCRBY', KEYS[1], 'attempts', -1)
return 1
