-- Removes what a user has seen. The stream stays, even empty: it must not give an entry's id again.
-- KEYS 1 the user's messages   2 which entry an alert is kept in. ARGV the alerts. Answers those removed.
local SUMMARY = 'alerts_summarised'
local gone = {}
for i = 1, #ARGV do
  local entry = ARGV[i] ~= SUMMARY and redis.call('HGET', KEYS[2], ARGV[i])
  if entry then
    redis.call('XDEL', KEYS[1], entry)
    redis.call('HDEL', KEYS[2], ARGV[i])
    if redis.call('HGET', KEYS[2], SUMMARY) == entry then redis.call('HDEL', KEYS[2], SUMMARY) end
    gone[#gone + 1] = ARGV[i]
  end
end
return gone
