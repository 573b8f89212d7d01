-- Makes a job's hash. KEYS 1 the hash. ARGV 1 seconds it is kept, then fields and values.
-- 1 if made, 0 if there is one.
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
for i = 2, #ARGV, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('EXPIRE', KEYS[1], ARGV[1])
return 1
