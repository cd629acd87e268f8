-- Redeems one point of a random member with every request; anything but 201 is printed.
local members, number = {}, 0
for member in io.lines(os.getenv("MEMBERS")) do
  members[#members + 1] = member
end

math.randomseed(os.time())
local run = string.format("%08x", math.random(0, 2 ^ 31 - 1))

request = function()
  number = number + 1
  local key = run .. "-" .. string.format("%010d", number)
  local body = '{"member_id":"' .. members[math.random(#members)] .. '","order_no":"' .. key
    .. '","points":1,"capture":true,"items":[{"name":"book","quantity":1,"unit_price_fen":8800}]}'
  return wrk.format("POST", "/v1/redemptions", {
    ["content-type"] = "application/json",
    ["authorization"] = "Bearer rk_test_bookshop_online",
    ["idempotency-key"] = key,
  }, body)
end

response = function(status, _, body)
  if status ~= 201 then
    print(status, body)
  end
end
