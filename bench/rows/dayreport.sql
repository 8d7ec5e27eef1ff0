WITH times AS (
  SELECT v.id, v.kind, v.arrived_at, v.slot_at, v.departed_at, MIN(e.first_called_at) AS called,
         MAX(e.kind = 'return') AS back, MAX(e.started_at) AS started, MIN(e.ended_at IS NOT NULL) AS over,
         SUM(e.ended_at - e.started_at) AS served,
         MAX(0, MIN(e.first_called_at) - MAX(v.arrived_at, COALESCE(v.slot_at, 0))) AS wait,
         (v.arrived_at / 3600000 + 8) % 24 AS hour,
         (SELECT status FROM queue_entry WHERE visit_id = v.id AND voided = 0 ORDER BY id DESC LIMIT 1) AS last
  FROM visit v LEFT JOIN queue_entry e ON e.visit_id = v.id AND e.voided = 0 AND e.status <> 'entered-in-error'
  WHERE v.day = :day AND v.room_id = :room AND v.voided = 0 GROUP BY v.id
), stays AS (
  SELECT s.location, COALESCE(s.until, :now) - s.since AS spent
  FROM stay s JOIN visit v ON v.id = s.visit_id
  WHERE v.day = :day AND v.room_id = :room AND v.voided = 0 AND s.voided = 0
), items AS (
  SELECT i.* FROM order_item i JOIN visit v ON v.id = i.visit_id
  WHERE v.day = :day AND v.room_id = :room AND v.voided = 0 AND i.voided = 0
)
;
SELECT g, n, AVG(value), MAX(CASE WHEN place <= 0.5 * (n - 1) + 1 THEN value END),
       MAX(CASE WHEN place <= 0.9 * (n - 1) + 1 THEN value END), SUM(value), SUM(value > 3600000)
FROM (SELECT GROUPED AS g, MEASURED AS value, ROW_NUMBER() OVER (PARTITION BY GROUPED ORDER BY MEASURED) AS place,
             COUNT(*) OVER (PARTITION BY GROUPED) AS n
      FROM SOURCE WHERE MEASURED IS NOT NULL)
GROUP BY g, n
;
SELECT COUNT(*), SUM(kind = 'first'), SUM(slot_at IS NOT NULL), SUM(back), SUM(started IS NOT NULL),
       SUM(last = 'noshow'), SUM(last = 'left'), SUM(departed_at IS NULL) FROM times
;
SELECT kind, COUNT(*) FROM times GROUP BY 1
;
SELECT hour, COUNT(*), AVG(wait) FROM times GROUP BY 1
;
SELECT MIN(wait / 600000, 9), COUNT(*) FROM times WHERE called IS NOT NULL GROUP BY 1
;
SELECT COUNT(*), SUM(e.first_called_at <= p.high_at + 300000), SUM(e.first_called_at > p.high_at + 300000)
FROM promise p JOIN queue_entry e ON e.id = p.entry_id JOIN visit v ON v.id = p.visit_id
WHERE v.day = :day AND v.room_id = :room AND v.voided = 0 AND p.voided = 0
;
SELECT category, COUNT(*), SUM(amount), COUNT(signed_at), COUNT(paid_at), COUNT(performed_at),
       COUNT(refused_at), COUNT(void_at) FROM items GROUP BY 1
;
SELECT SUM(amount * (refused_at IS NULL AND void_at IS NULL)), SUM(amount * (paid_at IS NOT NULL)),
       SUM(amount * (refunded_at IS NOT NULL)),
       SUM(amount * (paid_at IS NOT NULL AND refunded_at IS NULL AND COALESCE(refused_at, void_at) IS NOT NULL)),
       SUM(amount * (paid_at IS NULL AND refused_at IS NULL AND void_at IS NULL)),
       SUM(amount * (paid_at IS NULL AND signed_at IS NULL AND refused_at IS NULL AND void_at IS NULL)),
       SUM(amount * (paid_at IS NULL AND performed_at IS NOT NULL)),
       SUM(amount * (paid_at IS NOT NULL AND performed_at IS NULL)) FROM items
;
SELECT w.protocol, COUNT(DISTINCT w.id), COUNT(*), SUM(ABS(r.happened_at - r.due_at) <= 300000),
       SUM(r.status = 'missed'), SUM(r.status = 'cancelled'), SUM(r.level = 2)
FROM watch w JOIN visit v ON v.id = w.visit_id JOIN watch_round r ON r.watch_id = w.id AND r.voided = 0
WHERE w.day = :day AND w.room_id = :room AND w.voided = 0 AND v.voided = 0 GROUP BY 1
;
SELECT c.called_at, c.arrived_at FROM doctor_call c JOIN visit v ON v.id = c.visit_id
WHERE v.day = :day AND v.room_id = :room AND v.voided = 0 AND c.voided = 0
;
SELECT code, title, phase, status, started_at, ended_at, "by", reason FROM task_record
WHERE day = :day AND room_id = :room AND voided = 0
;
SELECT code, kind, SUM(quantity) FROM supply_entry WHERE day = :day AND room_id = :room AND voided = 0
GROUP BY 1, 2
;
SELECT kind, what, happened_at, report_by, reported_at, closed_at FROM incident
WHERE day = :day AND room_id = :room AND voided = 0
;
SELECT COUNT(*), SUM(EXISTS (SELECT 1 FROM visit b WHERE b.patient_id = v.patient_id AND b.day = :day))
FROM visit v WHERE v.return_on = :day AND v.room_id = :room AND v.voided = 0
;
SELECT COUNT(*) FROM visit v WHERE v.day = :day AND v.room_id = :room AND v.voided = 0 AND v.return_on IS NOT NULL
;
SELECT text FROM day_remark WHERE day = :day AND room_id = :room AND voided = 0
