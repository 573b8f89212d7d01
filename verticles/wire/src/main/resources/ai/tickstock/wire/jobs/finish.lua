-- Ends a job. KEYS 1 its hash. ARGV 1 fence, 2 status, 3 seconds it is kept, then fields and values.
-- 1 if this fence ended it so, now or before.
redis.replicate_commands()
local h = redis.call('HMGET', KEYS[1], 'status', 'fence')
if h[2] ~= ARGV[1] then return 0 end
if h[1] == ARGV[2] then return 1 end
if not (h[1] == 'running' or h[1] == 'cancelling') then return 0 end
redis.call('HSET', KEYS[1], 'status', ARGV[2], 'finished_at', redis.call('TIME')[1])
for i = 4, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('HDEL', KEYS[1], 'lease_until')
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 1
