BEGIN TRANSACTION;
CREATE TABLE acknowledgement (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	room_id INTEGER NOT NULL, 
	visit_id INTEGER, 
	alert VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	until BIGINT NOT NULL, 
	"by" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT acknowledgement_ends CHECK (at IS NULL OR until IS NULL OR at <= until), 
	CONSTRAINT acknowledgement_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id), 
	CONSTRAINT acknowledgement_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE amendment (
	journal_id INTEGER NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	PRIMARY KEY (journal_id, room_id, day), 
	CONSTRAINT amendment_journal_id_fkey FOREIGN KEY(journal_id) REFERENCES journal (id), 
	CONSTRAINT amendment_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
INSERT INTO "amendment" VALUES(9,1,'2026-11-21');
CREATE TABLE checklist_task (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	phase VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name_zh VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	weekdays VARCHAR NOT NULL, 
	due_from VARCHAR NOT NULL, 
	due_by VARCHAR NOT NULL, 
	minutes INTEGER, 
	once DATE, 
	retired BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT checklist_task_phase CHECK (phase IN ('opening', 'midday', 'closing')), 
	CONSTRAINT checklist_task_kind CHECK (kind IN ('tick', 'span', 'note'))
);
CREATE TABLE companion (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	relation VARCHAR NOT NULL, 
	phone VARCHAR, 
	invite BOOLEAN NOT NULL, 
	invited_at BIGINT, 
	PRIMARY KEY (id), 
	CONSTRAINT companion_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE TABLE day_remark (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	text VARCHAR NOT NULL, 
	"by" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT day_remark_text CHECK (text <> ''), 
	CONSTRAINT day_remark_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
INSERT INTO "day_remark" VALUES(1,1,0,1,'2026-11-21','停电半小时','李敏');
CREATE TABLE day_report (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	number INTEGER NOT NULL, 
	signed_at BIGINT NOT NULL, 
	signed_by VARCHAR NOT NULL, 
	on_paper BOOLEAN NOT NULL, 
	"by" VARCHAR NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	page_hash VARCHAR NOT NULL, 
	through INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT day_report_number UNIQUE (room_id, day, number), 
	CONSTRAINT day_report_numbered CHECK (number >= 1), 
	CONSTRAINT day_report_signed_by CHECK (signed_by <> ''), 
	CONSTRAINT day_report_through CHECK (through >= 0), 
	CONSTRAINT day_report_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id), 
	CONSTRAINT day_report_content_hash_fkey FOREIGN KEY(content_hash) REFERENCES report_content (hash), 
	CONSTRAINT day_report_page_hash_fkey FOREIGN KEY(page_hash) REFERENCES report_content (hash)
);
INSERT INTO "day_report" VALUES(1,1,0,1,'2026-11-21',1,1795224300000,'王主任',1,'李敏','ac93bf4b91bd3bb5a80d8ce53f07c2e2832148b6bddc4812f4819e575b8b900c','45990176222d4f36619dd805fea5d0ed2a217985d7d1702ff350f8dcfca2bec6',7);
INSERT INTO "day_report" VALUES(2,1,0,1,'2026-11-21',2,1795224600000,'王主任',1,'李敏','79e9a788096e5a6a4d25e5c5f4772de2a1c44650f51d274cb22d0d8340c2b457','4721aa62731b032eb516f58f911b20d9d3d2784495408ccfc613e343ac435898',9);
CREATE TABLE doctor (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "doctor" VALUES(1,1,0,'王主任');
CREATE TABLE doctor_call (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	watch_id INTEGER, 
	round_id INTEGER, 
	doctor VARCHAR NOT NULL, 
	called_at BIGINT NOT NULL, 
	called_by VARCHAR NOT NULL, 
	arrived_at BIGINT, 
	ordered VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT doctor_call_arrives CHECK (called_at IS NULL OR arrived_at IS NULL OR called_at <= arrived_at), 
	CONSTRAINT doctor_call_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT doctor_call_watch_id_fkey FOREIGN KEY(watch_id) REFERENCES watch (id), 
	CONSTRAINT doctor_call_round_id_fkey FOREIGN KEY(round_id) REFERENCES watch_round (id)
);
CREATE TABLE doctor_pin (
	doctor_id INTEGER NOT NULL, 
	salt VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (doctor_id), 
	CONSTRAINT doctor_pin_doctor_id_fkey FOREIGN KEY(doctor_id) REFERENCES doctor (id)
);
CREATE TABLE flow_event (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	log_id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	case_id VARCHAR NOT NULL, 
	activity VARCHAR NOT NULL, 
	lifecycle VARCHAR NOT NULL, 
	phase VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	time VARCHAR NOT NULL, 
	resource VARCHAR NOT NULL, 
	more VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT flow_event_phase CHECK (phase IN ('start', 'complete', 'point', 'unused')), 
	CONSTRAINT flow_event_place UNIQUE (log_id, number), 
	CONSTRAINT flow_event_log_id_fkey FOREIGN KEY(log_id) REFERENCES flow_log (id), 
	CONSTRAINT flow_event_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE TABLE flow_log (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	columns VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE handover (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	watch_id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	from_whom VARCHAR NOT NULL, 
	to_whom VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT handover_watch_id_fkey FOREIGN KEY(watch_id) REFERENCES watch (id), 
	CONSTRAINT handover_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE TABLE incident (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	kind VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	place VARCHAR NOT NULL, 
	visit_id INTEGER, 
	slip_id INTEGER, 
	happened_at BIGINT NOT NULL, 
	entered_at BIGINT NOT NULL, 
	"by" VARCHAR NOT NULL, 
	report_by BIGINT NOT NULL, 
	reported_at BIGINT, 
	reported_to VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	root_cause VARCHAR NOT NULL, 
	prevention VARCHAR NOT NULL, 
	closed_at BIGINT, 
	closed_by VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT incident_kind CHECK (kind IN ('damage', 'loss', 'complaint', 'emergency', 'error', 'near-miss')), 
	CONSTRAINT incident_what CHECK (LENGTH(what) >= 1), 
	CONSTRAINT incident_reported CHECK (reported_at IS NULL OR reported_to <> ''), 
	CONSTRAINT incident_reported_after CHECK (happened_at IS NULL OR reported_at IS NULL OR happened_at <= reported_at), 
	CONSTRAINT incident_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id), 
	CONSTRAINT incident_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT incident_slip_id_fkey FOREIGN KEY(slip_id) REFERENCES order_slip (id)
);
CREATE TABLE journal (
	id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	day DATE NOT NULL, 
	action VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	room_id INTEGER, 
	visit_id INTEGER, 
	patient_id INTEGER, 
	reason VARCHAR NOT NULL, 
	changes VARCHAR NOT NULL, 
	undoes INTEGER, 
	previous VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT journal_undoes_fkey FOREIGN KEY(undoes) REFERENCES journal (id)
);
INSERT INTO "journal" VALUES(1,1795222800000,'2026-11-21','set-up','李敏',NULL,NULL,NULL,'','[{"after":{"name":"王主任","version":1,"voided":0},"before":null,"id":1,"table":"doctor"},{"after":{"code":"1","doctor_id":1,"name":"一诊室","version":1,"voided":0},"before":null,"id":1,"table":"room"}]',NULL,'0000000000000000000000000000000000000000000000000000000000000000','ac19741a86a8c81bba42d32e96753811fa12b7d49eb65fbfd78d7160169e5bde');
INSERT INTO "journal" VALUES(2,1795222800000,'2026-11-21','register','李敏',1,1,1,'','[{"after":{"born":"1990","card":null,"merged_into":null,"name":"王芳","note":"","phone":null,"sex":"female","version":1,"voided":0},"before":null,"id":1,"table":"patient"},{"after":{"acuity":4,"arrived_at":1795222800000,"complaint":"","day":"2026-11-21","departed_at":null,"doctor_id":1,"kind":"first","note":"","number":1,"patient_id":1,"return_on":null,"room_id":1,"series":"A","slot_at":null,"status":"arrived","ticket":"A001","version":1,"voided":0},"before":null,"id":1,"table":"visit"},{"after":{"called_at":null,"calls":0,"calls_before":0,"day":"2026-11-21","ended_at":null,"first_called_at":null,"give_way":null,"give_way_since":null,"kind":"walk-in","moved":0,"queued_at":1795222800000,"reason":"","room_id":1,"slot_at":null,"started_at":null,"status":"waiting","version":1,"visit_id":1,"voided":0},"before":null,"id":1,"table":"queue_entry"},{"after":{"back_by":null,"day":"2026-11-21","escort":"","location":"waiting","room_id":null,"since":1795222800000,"until":null,"version":1,"visit_id":1,"voided":0},"before":null,"id":1,"table":"stay"}]',NULL,'ac19741a86a8c81bba42d32e96753811fa12b7d49eb65fbfd78d7160169e5bde','420df9f185f04bcc2d569c03d01295558318b7ce03c9182f3a09d10a2cad21c5');
INSERT INTO "journal" VALUES(3,1795223400000,'2026-11-21','register','李敏',1,2,2,'','[{"after":{"born":"1990","card":null,"merged_into":null,"name":"李强","note":"","phone":null,"sex":"female","version":1,"voided":0},"before":null,"id":2,"table":"patient"},{"after":{"acuity":4,"arrived_at":1795223400000,"complaint":"","day":"2026-11-21","departed_at":null,"doctor_id":1,"kind":"follow-up","note":"","number":2,"patient_id":2,"return_on":null,"room_id":1,"series":"A","slot_at":null,"status":"arrived","ticket":"A002","version":1,"voided":0},"before":null,"id":2,"table":"visit"},{"after":{"called_at":null,"calls":0,"calls_before":0,"day":"2026-11-21","ended_at":null,"first_called_at":null,"give_way":null,"give_way_since":null,"kind":"walk-in","moved":0,"queued_at":1795223400000,"reason":"","room_id":1,"slot_at":null,"started_at":null,"status":"waiting","version":1,"visit_id":2,"voided":0},"before":null,"id":2,"table":"queue_entry"},{"after":{"back_by":null,"day":"2026-11-21","escort":"","location":"waiting","room_id":null,"since":1795223400000,"until":null,"version":1,"visit_id":2,"voided":0},"before":null,"id":2,"table":"stay"}]',NULL,'420df9f185f04bcc2d569c03d01295558318b7ce03c9182f3a09d10a2cad21c5','a38665aac19ca0f6bd97282593a32a0b1be134321c7d9b8911dd7412323d94e6');
INSERT INTO "journal" VALUES(4,1795223400000,'2026-11-21','call','李敏',1,1,NULL,'','[{"after":{"called_at":1795223400000,"calls":1,"first_called_at":1795223400000,"status":"called"},"before":{"called_at":null,"calls":0,"first_called_at":null,"status":"waiting"},"id":1,"table":"queue_entry"},{"after":{"until":1795223400000},"before":{"until":null},"id":1,"table":"stay"},{"after":{"back_by":null,"day":"2026-11-21","escort":"","location":"room","room_id":1,"since":1795223400000,"until":null,"version":1,"visit_id":1,"voided":0},"before":null,"id":3,"table":"stay"}]',NULL,'a38665aac19ca0f6bd97282593a32a0b1be134321c7d9b8911dd7412323d94e6','dd2b109bbfe0606463be9205a2a2048a035cf08553a53293c6d87a6b065234fc');
INSERT INTO "journal" VALUES(5,1795223460000,'2026-11-21','start','李敏',1,1,1,'','[{"after":{"started_at":1795223460000,"status":"in-progress"},"before":{"started_at":null,"status":"called"},"id":1,"table":"queue_entry"},{"after":{"status":"in-progress"},"before":{"status":"arrived"},"id":1,"table":"visit"}]',NULL,'dd2b109bbfe0606463be9205a2a2048a035cf08553a53293c6d87a6b065234fc','3a862a825b68d31cddce3b990deed0a866dba878517e8e458c8f53da0934e754');
INSERT INTO "journal" VALUES(6,1795224000000,'2026-11-21','finish','李敏',1,1,1,'','[{"after":{"ended_at":1795224000000,"status":"completed"},"before":{"ended_at":null,"status":"in-progress"},"id":1,"table":"queue_entry"},{"after":{"until":1795224000000},"before":{"until":null},"id":3,"table":"stay"},{"after":{"back_by":null,"day":"2026-11-21","escort":"","location":"lab","room_id":null,"since":1795224000000,"until":null,"version":1,"visit_id":1,"voided":0},"before":null,"id":4,"table":"stay"}]',NULL,'3a862a825b68d31cddce3b990deed0a866dba878517e8e458c8f53da0934e754','32ffef675c5debeadbc4fe6969839fd0898876f9a7c73b6ac1eba8aac32d345a');
INSERT INTO "journal" VALUES(7,1795224000000,'2026-11-21','remark','李敏',1,NULL,NULL,'','[{"after":{"by":"李敏","day":"2026-11-21","room_id":1,"text":"停电半小时","version":1,"voided":0},"before":null,"id":1,"table":"day_remark"}]',NULL,'32ffef675c5debeadbc4fe6969839fd0898876f9a7c73b6ac1eba8aac32d345a','a25e701f1ae47a0f13049368746cc441cfb840dad027b6decb61ca0c418f56bf');
INSERT INTO "journal" VALUES(8,1795224300000,'2026-11-21','sign-day','李敏',1,NULL,NULL,'2026-11-21 ac93bf4b91bd3bb5a80d8ce53f07c2e2832148b6bddc4812f4819e575b8b900c','[{"after":{"by":"李敏","content_hash":"ac93bf4b91bd3bb5a80d8ce53f07c2e2832148b6bddc4812f4819e575b8b900c","day":"2026-11-21","number":1,"on_paper":1,"page_hash":"45990176222d4f36619dd805fea5d0ed2a217985d7d1702ff350f8dcfca2bec6","room_id":1,"signed_at":1795224300000,"signed_by":"王主任","through":7,"version":1,"voided":0},"before":null,"id":1,"table":"day_report"}]',NULL,'a25e701f1ae47a0f13049368746cc441cfb840dad027b6decb61ca0c418f56bf','aa44b2c6d48ec090f8e907910066effa1391bd511b581a294197b345dcf9db56');
INSERT INTO "journal" VALUES(9,1795224600000,'2026-11-21','register','李敏',1,3,3,'','[{"after":{"born":"1990","card":null,"merged_into":null,"name":"赵敏","note":"","phone":null,"sex":"female","version":1,"voided":0},"before":null,"id":3,"table":"patient"},{"after":{"acuity":4,"arrived_at":1795224600000,"complaint":"","day":"2026-11-21","departed_at":null,"doctor_id":1,"kind":"first","note":"","number":3,"patient_id":3,"return_on":null,"room_id":1,"series":"A","slot_at":null,"status":"arrived","ticket":"A003","version":1,"voided":0},"before":null,"id":3,"table":"visit"},{"after":{"called_at":null,"calls":0,"calls_before":0,"day":"2026-11-21","ended_at":null,"first_called_at":null,"give_way":null,"give_way_since":null,"kind":"walk-in","moved":0,"queued_at":1795224600000,"reason":"","room_id":1,"slot_at":null,"started_at":null,"status":"waiting","version":1,"visit_id":3,"voided":0},"before":null,"id":3,"table":"queue_entry"},{"after":{"back_by":null,"day":"2026-11-21","escort":"","location":"waiting","room_id":null,"since":1795224600000,"until":null,"version":1,"visit_id":3,"voided":0},"before":null,"id":5,"table":"stay"}]',NULL,'aa44b2c6d48ec090f8e907910066effa1391bd511b581a294197b345dcf9db56','adbf554d3a0d1b6ea92a5df1701d227bd5755f04e3ee944e83bf81e05ebe707c');
INSERT INTO "journal" VALUES(10,1795224600000,'2026-11-21','sign-day','李敏',1,NULL,NULL,'2026-11-21 79e9a788096e5a6a4d25e5c5f4772de2a1c44650f51d274cb22d0d8340c2b457','[{"after":{"by":"李敏","content_hash":"79e9a788096e5a6a4d25e5c5f4772de2a1c44650f51d274cb22d0d8340c2b457","day":"2026-11-21","number":2,"on_paper":1,"page_hash":"4721aa62731b032eb516f58f911b20d9d3d2784495408ccfc613e343ac435898","room_id":1,"signed_at":1795224600000,"signed_by":"王主任","through":9,"version":1,"voided":0},"before":null,"id":2,"table":"day_report"}]',NULL,'adbf554d3a0d1b6ea92a5df1701d227bd5755f04e3ee944e83bf81e05ebe707c','e71128ba19afb1bca99edcb73756633748791fb473741907585e12e9d4904ffe');
CREATE TABLE kept_figures (
	period VARCHAR NOT NULL, 
	room_id INTEGER NOT NULL, 
	edition INTEGER NOT NULL, 
	tally BLOB NOT NULL, 
	PRIMARY KEY (period, room_id), 
	CONSTRAINT kept_figures_period CHECK (LENGTH(period) IN (7, 10)), 
	CONSTRAINT kept_figures_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
CREATE TABLE meta (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('created_at','2026-11-21T01:00:00+00:00');
INSERT INTO "meta" VALUES('pack','general');
INSERT INTO "meta" VALUES('demo','0');
INSERT INTO "meta" VALUES('journal_end','e71128ba19afb1bca99edcb73756633748791fb473741907585e12e9d4904ffe');
CREATE TABLE order_item (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	slip_id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	code VARCHAR NOT NULL, 
	name_zh VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	quantity INTEGER NOT NULL, 
	price INTEGER NOT NULL, 
	amount INTEGER NOT NULL, 
	dosage VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	location VARCHAR NOT NULL, 
	usual INTEGER NOT NULL, 
	preparations VARCHAR NOT NULL, 
	signature BOOLEAN NOT NULL, 
	pay_first BOOLEAN NOT NULL, 
	consent VARCHAR NOT NULL, 
	part_of INTEGER, 
	drafted_at BIGINT NOT NULL, 
	signed_at BIGINT, 
	signed_by VARCHAR NOT NULL, 
	on_paper BOOLEAN NOT NULL, 
	paid_at BIGINT, 
	paid_by VARCHAR NOT NULL, 
	started_at BIGINT, 
	started_by VARCHAR NOT NULL, 
	performed_at BIGINT, 
	performed_by VARCHAR NOT NULL, 
	override_reason VARCHAR NOT NULL, 
	result VARCHAR, 
	result_text VARCHAR NOT NULL, 
	resulted_at BIGINT, 
	resulted_by VARCHAR NOT NULL, 
	read_at BIGINT, 
	read_by VARCHAR NOT NULL, 
	refused_at BIGINT, 
	refused_by VARCHAR NOT NULL, 
	refusal_form BOOLEAN NOT NULL, 
	refusal_reason VARCHAR NOT NULL, 
	void_at BIGINT, 
	void_by VARCHAR NOT NULL, 
	void_reason VARCHAR NOT NULL, 
	refunded_at BIGINT, 
	refunded_by VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT order_item_category CHECK (category IN ('lab', 'exam', 'treatment', 'prescription', 'surgery', 'anaesthesia', 'admission', 'consent')), 
	CONSTRAINT order_item_quantity CHECK (quantity BETWEEN 1 AND 999), 
	CONSTRAINT order_item_amount CHECK (price >= 0 AND amount = quantity * price), 
	CONSTRAINT order_item_result CHECK (result IS NULL OR result IN ('normal', 'abnormal', 'text')), 
	CONSTRAINT order_item_resulted CHECK ((result IS NULL) = (resulted_at IS NULL)), 
	CONSTRAINT order_item_allowed CHECK ((started_at IS NULL AND performed_at IS NULL) OR override_reason <> '' OR ((signed_at IS NOT NULL OR NOT signature) AND (paid_at IS NOT NULL OR amount = 0 OR NOT pay_first))), 
	CONSTRAINT order_item_signed CHECK (drafted_at IS NULL OR signed_at IS NULL OR drafted_at <= signed_at), 
	CONSTRAINT order_item_paid CHECK (drafted_at IS NULL OR paid_at IS NULL OR drafted_at <= paid_at), 
	CONSTRAINT order_item_performed CHECK (started_at IS NULL OR performed_at IS NULL OR started_at <= performed_at), 
	CONSTRAINT order_item_result_after CHECK (performed_at IS NULL OR resulted_at IS NULL OR performed_at <= resulted_at), 
	CONSTRAINT order_item_read_after CHECK (resulted_at IS NULL OR read_at IS NULL OR resulted_at <= read_at), 
	CONSTRAINT order_item_refunded CHECK (paid_at IS NULL OR refunded_at IS NULL OR paid_at <= refunded_at), 
	CONSTRAINT order_item_given_back CHECK (refunded_at IS NULL OR (paid_at IS NOT NULL AND (refused_at IS NOT NULL OR void_at IS NOT NULL))), 
	CONSTRAINT order_item_void CHECK (void_at IS NULL OR void_reason <> ''), 
	CONSTRAINT order_item_slip_id_fkey FOREIGN KEY(slip_id) REFERENCES order_slip (id), 
	CONSTRAINT order_item_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT order_item_part_of_fkey FOREIGN KEY(part_of) REFERENCES order_item (id)
);
CREATE TABLE order_slip (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	doctor_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	number INTEGER NOT NULL, 
	category VARCHAR NOT NULL, 
	drafted_at BIGINT NOT NULL, 
	drafted_by VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT order_slip_number UNIQUE (day, number), 
	CONSTRAINT order_slip_category CHECK (category IN ('lab', 'exam', 'treatment', 'prescription', 'surgery', 'anaesthesia', 'admission', 'consent')), 
	CONSTRAINT order_slip_numbered CHECK (number >= 1), 
	CONSTRAINT order_slip_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT order_slip_doctor_id_fkey FOREIGN KEY(doctor_id) REFERENCES doctor (id)
);
CREATE TABLE patient (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	name VARCHAR NOT NULL, 
	sex VARCHAR NOT NULL, 
	born VARCHAR, 
	phone VARCHAR, 
	card VARCHAR, 
	note VARCHAR NOT NULL, 
	merged_into INTEGER, 
	PRIMARY KEY (id), 
	CONSTRAINT patient_sex CHECK (sex IN ('female', 'male', 'unknown')), 
	CONSTRAINT patient_name CHECK (LENGTH(name) BETWEEN 1 AND 200), 
	CONSTRAINT patient_not_into_itself CHECK (merged_into IS NULL OR merged_into <> id), 
	CONSTRAINT patient_merged_into_fkey FOREIGN KEY(merged_into) REFERENCES patient (id)
);
INSERT INTO "patient" VALUES(1,1,0,'王芳','female','1990',NULL,NULL,'',NULL);
INSERT INTO "patient" VALUES(2,1,0,'李强','female','1990',NULL,NULL,'',NULL);
INSERT INTO "patient" VALUES(3,1,0,'赵敏','female','1990',NULL,NULL,'',NULL);
CREATE TABLE promise (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	told_at BIGINT NOT NULL, 
	low_at BIGINT NOT NULL, 
	high_at BIGINT NOT NULL, 
	told_by VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT promise_looks_ahead CHECK (told_at IS NULL OR low_at IS NULL OR told_at <= low_at), 
	CONSTRAINT promise_is_a_range CHECK (low_at IS NULL OR high_at IS NULL OR low_at <= high_at), 
	CONSTRAINT promise_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT promise_entry_id_fkey FOREIGN KEY(entry_id) REFERENCES queue_entry (id)
);
CREATE TABLE queue_entry (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	queued_at BIGINT NOT NULL, 
	slot_at BIGINT, 
	calls INTEGER NOT NULL, 
	calls_before INTEGER NOT NULL, 
	first_called_at BIGINT, 
	called_at BIGINT, 
	started_at BIGINT, 
	ended_at BIGINT, 
	give_way INTEGER, 
	give_way_since BIGINT, 
	moved BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT entry_status CHECK (status IN ('waiting', 'called', 'skipped', 'on-hold', 'in-progress', 'completed', 'left', 'noshow', 'entered-in-error')), 
	CONSTRAINT entry_kind CHECK (kind IN ('walk-in', 'appointment', 'return')), 
	CONSTRAINT entry_calls CHECK (calls >= 0 AND calls_before >= 0), 
	CONSTRAINT entry_give_way CHECK (give_way IS NULL OR give_way >= 0), 
	CONSTRAINT entry_ends_after_start CHECK (started_at IS NULL OR ended_at IS NULL OR started_at <= ended_at), 
	CONSTRAINT queue_entry_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT queue_entry_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
INSERT INTO "queue_entry" VALUES(1,4,0,1,1,'2026-11-21','walk-in','completed',1795222800000,NULL,1,0,1795223400000,1795223400000,1795223460000,1795224000000,NULL,NULL,0,'');
INSERT INTO "queue_entry" VALUES(2,1,0,2,1,'2026-11-21','walk-in','waiting',1795223400000,NULL,0,0,NULL,NULL,NULL,NULL,NULL,NULL,0,'');
INSERT INTO "queue_entry" VALUES(3,1,0,3,1,'2026-11-21','walk-in','waiting',1795224600000,NULL,0,0,NULL,NULL,NULL,NULL,NULL,NULL,0,'');
CREATE TABLE report_content (
	hash VARCHAR NOT NULL, 
	body VARCHAR NOT NULL, 
	PRIMARY KEY (hash), 
	CONSTRAINT report_content_hash CHECK (LENGTH(hash) = 64)
);
INSERT INTO "report_content" VALUES('ac93bf4b91bd3bb5a80d8ce53f07c2e2832148b6bddc4812f4819e575b8b900c','{"amendments":[],"before":null,"day":"2026-11-21","doctor":"王主任","format":1,"made_at":1795224300000,"remark":"停电半小时","room":"一诊室","sections":[{"blocks":[{"bar":"","code":"counts","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[2],"code":"visits","note":null,"words":{"en":"Visits","zh_CN":"就诊次数"}},{"cells":[0],"code":"noshow","note":null,"words":{"en":"did not come","zh_CN":"未到"}},{"cells":[0],"code":"left_unseen","note":null,"words":{"en":"left before being seen","zh_CN":"未就诊离开"}},{"cells":[0],"code":"incidents","note":null,"words":{"en":"Incidents","zh_CN":"事件"}},{"cells":[2],"code":"open","note":null,"words":{"en":"Still open","zh_CN":"未了"}}],"words":{"en":"Count","zh_CN":"数量"}},{"bar":"","code":"times","goal":null,"heads":[{"code":"minutes","unit":"minutes","words":{"en":"Minutes","zh_CN":"分钟"}}],"lines":[{"cells":[10.0],"code":"wait","note":null,"words":{"en":"Mean wait","zh_CN":"平均等候"}},{"cells":[10.0],"code":"wait_p90","note":null,"words":{"en":"nine in ten waited at most","zh_CN":"九成患者等候不超过"}},{"cells":[9.0],"code":"service","note":null,"words":{"en":"Mean consultation","zh_CN":"平均接诊"}}],"words":{"en":"Minutes","zh_CN":"分钟"}},{"bar":"","code":"shares","goal":null,"heads":[{"code":"share","unit":"per cent","words":{"en":"%","zh_CN":"%"}}],"lines":[{"cells":[0.0],"code":"over","note":null,"words":{"en":"waited over target","zh_CN":"等候超标"}},{"cells":[0.0],"code":"tasks","note":null,"words":{"en":"Tasks done","zh_CN":"事项完成率"}}],"words":{"en":"%","zh_CN":"%"}},{"bar":"","code":"money","goal":null,"heads":[{"code":"amount","unit":"minor units","words":{"en":"Amount","zh_CN":"金额"}}],"lines":[{"cells":[0],"code":"paid","note":null,"words":{"en":"Taken in","zh_CN":"实收"}},{"cells":[0],"code":"unpaid","note":null,"words":{"en":"not paid yet","zh_CN":"未缴费"}}],"words":{"en":"Amount","zh_CN":"金额"}}],"code":"glance","words":{"en":"At a glance","zh_CN":"当日概览"}},{"blocks":[{"bar":"","code":"all","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[2],"code":"visits","note":null,"words":{"en":"Visits","zh_CN":"就诊次数"}},{"cells":[1],"code":"first","note":null,"words":{"en":"for the first time","zh_CN":"初次就诊"}},{"cells":[0],"code":"appointments","note":null,"words":{"en":"with a booked time","zh_CN":"预约"}},{"cells":[2],"code":"walk_ins","note":null,"words":{"en":"without one","zh_CN":"未预约"}},{"cells":[0],"code":"returns","note":null,"words":{"en":"came back with results","zh_CN":"回诊"}},{"cells":[1],"code":"fulfilled","note":null,"words":{"en":"were seen","zh_CN":"已接诊"}},{"cells":[0],"code":"noshow","note":null,"words":{"en":"did not come","zh_CN":"未到"}},{"cells":[0],"code":"left_unseen","note":null,"words":{"en":"left before being seen","zh_CN":"未就诊离开"}},{"cells":[2],"code":"still_open","note":null,"words":{"en":"are still here","zh_CN":"仍在院"}}],"words":{"en":"All","zh_CN":"合计"}},{"bar":"","code":"kind","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[1],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[1],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"By kind","zh_CN":"按类别"}},{"bar":"count","code":"hour","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"wait","unit":"minutes","words":{"en":"Mean wait","zh_CN":"平均等候"}}],"lines":[{"cells":[2,10.0],"code":"09","note":null,"words":{"en":"09:00","zh_CN":"09:00"}}],"words":{"en":"Arrivals by hour","zh_CN":"各时段到诊"}}],"code":"visits","words":{"en":"Visits","zh_CN":"就诊次数"}},{"blocks":[{"bar":"","code":"all","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"over","unit":"count","words":{"en":"Over target","zh_CN":"超标"}}],"lines":[{"cells":[1,10.0,10.0,10.0,0],"code":"all","note":null,"words":{"en":"All","zh_CN":"合计"}}],"words":{"en":"All","zh_CN":"合计"}},{"bar":"","code":"kind","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"over","unit":"count","words":{"en":"Over target","zh_CN":"超标"}}],"lines":[{"cells":[1,10.0,10.0,10.0,0],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[0,null,null,null,null],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"By kind","zh_CN":"按类别"}},{"bar":"mean","code":"hour","goal":60.0,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"over","unit":"count","words":{"en":"Over target","zh_CN":"超标"}}],"lines":[{"cells":[1,10.0,10.0,10.0,0],"code":"09","note":null,"words":{"en":"09:00","zh_CN":"09:00"}}],"words":{"en":"By hour of arrival","zh_CN":"按到诊时段"}},{"bar":"count","code":"spread","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[0],"code":"000","note":null,"words":{"en":"0 to 10 min","zh_CN":"0-10 分"}},{"cells":[1],"code":"010","note":null,"words":{"en":"10 to 20 min","zh_CN":"10-20 分"}}],"words":{"en":"How long","zh_CN":"等候分布"}}],"code":"waits","words":{"en":"Waiting times","zh_CN":"等候时间"}},{"blocks":[{"bar":"","code":"all","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}}],"lines":[{"cells":[1,9.0,9.0,9.0],"code":"all","note":null,"words":{"en":"All","zh_CN":"合计"}},{"cells":[1,9.0,9.0,9.0],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[0,null,null,null],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"In the room","zh_CN":"诊室中"}},{"bar":"","code":"total","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}}],"lines":[{"cells":[0,null,null,null],"code":"all","note":null,"words":{"en":"All","zh_CN":"合计"}},{"cells":[0,null,null,null],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[0,null,null,null],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"At the clinic","zh_CN":"在院时间"}}],"code":"service","words":{"en":"Consultations","zh_CN":"接诊"}},{"blocks":[{"bar":"sum","code":"place","goal":null,"heads":[{"code":"sum","unit":"minutes","words":{"en":"In all","zh_CN":"共计"}},{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"late","unit":"count","words":{"en":"Too long","zh_CN":"超时"}}],"lines":[{"cells":[25.0,2,12.5,12.5,14.5,0],"code":"waiting","note":null,"words":{"en":"Waiting area","zh_CN":"候诊区"}},{"cells":[10.0,1,10.0,10.0,10.0,0],"code":"room","note":null,"words":{"en":"Consulting room","zh_CN":"诊室"}},{"cells":[5.0,1,5.0,5.0,5.0,0],"code":"lab","note":null,"words":{"en":"Laboratory","zh_CN":"检验科"}}],"words":{"en":"Time by location","zh_CN":"各地点时间"}}],"code":"places","words":{"en":"Whereabouts","zh_CN":"去向"}},{"blocks":[],"code":"orders","words":{"en":"Slips","zh_CN":"单据"}},{"blocks":[],"code":"watches","words":{"en":"Surgeries and watches","zh_CN":"手术与巡视"}},{"blocks":[{"bar":"","code":"phase","goal":null,"heads":[{"code":"tasks","unit":"count","words":{"en":"Tasks","zh_CN":"事项"}},{"code":"on_time","unit":"count","words":{"en":"On time","zh_CN":"按时"}},{"code":"late","unit":"count","words":{"en":"Late","zh_CN":"超时"}},{"code":"skipped","unit":"count","words":{"en":"Left out","zh_CN":"未做"}},{"code":"undone","unit":"count","words":{"en":"Not done","zh_CN":"漏做"}}],"lines":[{"cells":[10,0,0,0,10],"code":"opening","note":null,"words":{"en":"Opening","zh_CN":"班前"}},{"cells":[3,0,0,0,3],"code":"midday","note":null,"words":{"en":"Midday","zh_CN":"午间"}},{"cells":[7,0,0,0,7],"code":"closing","note":null,"words":{"en":"Closing","zh_CN":"收尾"}}],"words":{"en":"By phase","zh_CN":"按时段"}},{"bar":"","code":"undone","goal":null,"heads":[],"lines":[{"cells":[],"code":"air","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Open the windows and air the room","zh_CN":"开窗通风"}},{"cells":[],"code":"clean","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Clean the room: surfaces, floor, sink","zh_CN":"诊室清洁：台面、地面、水池"}},{"cells":[],"code":"couch","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Fresh sheet on the couch, covers ready","zh_CN":"诊查床换单，一次性垫单备好"}},{"cells":[],"code":"disposables","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Disposables: spatulas, gloves, masks","zh_CN":"一次性用品补齐：压舌板、手套、口罩"}},{"cells":[],"code":"instruments","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Sphygmomanometer, stethoscope, thermometers work","zh_CN":"血压计、听诊器、体温计可用"}},{"cells":[],"code":"emergency","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Emergency kit and oxygen in place and in date","zh_CN":"急救箱、氧气在位有效"}},{"cells":[],"code":"desk","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"The doctor''s desk: forms, stamps, pens","zh_CN":"医生办公桌：单据、印章、笔"}},{"cells":[],"code":"devices","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Computer, printer and call display on","zh_CN":"电脑、打印机、叫号屏开机"}},{"cells":[],"code":"dress","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Uniform, name badge, clean hands","zh_CN":"着装、胸牌、洗手"}},{"cells":[],"code":"meeting","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Morning meeting: what matters today","zh_CN":"晨会记录：今日安排、注意事项"}}],"words":{"en":"Left out or not done","zh_CN":"未做或漏做"}}],"code":"checklist","words":{"en":"Checklist","zh_CN":"清单"}},{"blocks":[],"code":"supplies","words":{"en":"Supplies","zh_CN":"物资"}},{"blocks":[],"code":"incidents","words":{"en":"Incidents","zh_CN":"事件"}},{"blocks":[],"code":"returns","words":{"en":"Expected back","zh_CN":"应复诊"}},{"blocks":[{"bar":"","code":"sweep","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[1],"code":"inside/1","note":null,"words":{"en":"A001 is still here","zh_CN":"A001 还没离开"}},{"cells":[1],"code":"inside/2","note":null,"words":{"en":"A002 is still here","zh_CN":"A002 还没离开"}}],"words":{"en":"Before the room is left","zh_CN":"离开诊室前"}}],"code":"open","words":{"en":"Still open","zh_CN":"未了"}}],"through":7}');
INSERT INTO "report_content" VALUES('45990176222d4f36619dd805fea5d0ed2a217985d7d1702ff350f8dcfca2bec6','<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''">
<title>日报 2026-11-21 一诊室</title>
<style>
@page { size: A4 portrait; margin: 0; }
:root { --ink: #14171a; --soft: #5b636b; --line: #c3c8cd; --tint: #f3f5f6; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body {
  margin: 0; color: var(--ink); overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
  font: 10.5pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "Segoe UI", "Helvetica Neue", Arial, sans-serif;
}
.sheet {
  width: 210mm; min-height: 296mm;
  padding: 13mm 17mm 8mm;
  display: flex; flex-direction: column; background: #fff;
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
}
.sheet + .sheet { break-before: page; }
h1, h2, p, dl, dd, ol, ul, table { margin: 0; padding: 0; }
.soft, .foot, dt, th, .hint { color: var(--soft); font-size: 8.5pt; font-weight: 400; }
.head { display: flex; justify-content: space-between; align-items: flex-end; gap: 6mm;
  border-bottom: 1.2pt solid var(--ink); padding-bottom: 2mm; }
.clinic { font-size: 12pt; font-weight: 700; line-height: 1.3; }
.corner { font-size: 19pt; font-weight: 700; line-height: 1.05; white-space: nowrap; }
.title { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm; margin: 5mm 0 3mm; }
h1 { font-size: 17pt; line-height: 1.25; font-weight: 700; }
:lang(zh-CN) h1 { letter-spacing: .06em; }
h2 { font-size: 10.5pt; margin: 5mm 0 1.2mm; }
.under { color: var(--soft); white-space: nowrap; }
.who { display: flex; flex-wrap: wrap; gap: 1.5mm 8mm; padding: 2.6mm 3.5mm; background: var(--tint); border-radius: 1.2mm; }
.who dt { line-height: 1.3; }
.who dd { line-height: 1.35; font-size: 11pt; }
.who .name { flex: 1 1 35mm; min-width: 0; }
.who .name dd { font-size: 13pt; font-weight: 700; }
table { width: 100%; border-collapse: collapse; margin-top: 4mm; }
thead { display: table-header-group; }
tfoot { display: table-row-group; } /* once, not on every page */
tr { break-inside: avoid; }
th { text-align: left; padding: 0 2mm 1mm; border-bottom: .6pt solid var(--ink); }
td { padding: 1.9mm 2mm; border-bottom: .4pt solid var(--line); vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; width: 1%; min-width: 14mm; padding-left: 5mm; }
.tag { display: inline-block; border: .7pt solid var(--ink); border-radius: .8mm; padding: 0 1.4mm; font-weight: 700; }
.item { font-weight: 600; font-size: 11pt; line-height: 1.4; }
.detail { font-size: 9.5pt; line-height: 1.45; }
.mark { font-weight: 700; }
tfoot td { border-bottom: 0; padding-top: 2.6mm; }
.sum { font-size: 13pt; font-weight: 700; }
.note { margin-top: 3mm; padding-left: 3mm; border-left: 1.2mm solid var(--line); }
.end { margin-top: auto; padding-top: 4mm; break-inside: avoid; }
.signatures { display: flex; flex-wrap: wrap; gap: 9mm 8mm; margin-top: 4mm; }
.signature { flex: 1 1 46mm; display: flex; align-items: flex-end; gap: 2mm; }
.signature .label { white-space: nowrap; }
.signature .rule { flex: 1; border-bottom: .6pt solid var(--ink); height: 7mm; }
.signed { display: flex; gap: 3mm; align-items: baseline; }
.signed b { font-size: 12pt; }
.foot { margin-top: 4mm; padding-top: 1.6mm; border-top: .4pt solid var(--line); }
@media screen {
  body { background: #e6e8eb; padding: 8mm 0; }
  .sheet { margin: 0 auto 8mm; max-width: 100%; box-shadow: 0 1px 8px rgb(20 23 26 / .16); }
}
.glance { display: flex; flex-wrap: wrap; gap: 2.4mm 9mm; padding: 3mm 3.5mm; background: var(--tint); border-radius: 1.2mm; }
.glance b { display: block; font-size: 14pt; line-height: 1.2; }
.glance b small { font-size: 8.5pt; font-weight: 400; color: var(--soft); }
section > h2 { font-size: 11.5pt; margin: 4mm 0 0; padding-bottom: .6mm; border-bottom: .6pt solid var(--ink); break-after: avoid; }
.tables { display: flex; flex-wrap: wrap; align-items: flex-start; column-gap: 10mm; }
.wide { flex: 0 0 100%; }
.half { flex: 0 0 calc(50% - 5mm); }
.whole { break-inside: avoid; }
.half:last-child:nth-child(odd) { margin-right: 50%; }
section table { margin: 1.6mm 0 0; font-size: 9pt; }
section th { border-bottom: .4pt solid var(--line); padding-bottom: .3mm; vertical-align: bottom; }
section th:first-child { color: var(--ink); font-weight: 700; font-size: 9pt; }
section td { padding-top: .25mm; padding-bottom: .25mm; line-height: 1.35; }
section td.soft { white-space: nowrap; }
section tr:last-child td { border-bottom: 0; }
.wide td:first-child, .wide th:first-child { width: 44mm; }
.wide .number { min-width: 13mm; padding-left: 3mm; }
.half .number { padding-left: 2mm; min-width: 11mm; }
.half .soft { margin-left: 2mm; }
td.bar { padding-left: 6mm; }
td.bar svg { display: block; width: 100%; height: 2.6mm; margin-top: 1mm; overflow: visible; }
.plain td:first-child { padding-right: 6mm; width: 44mm; }
.end { break-before: avoid; }
.remark { margin-top: 2mm; white-space: pre-line; }
.amendments td:first-child, .amendments td:last-child { white-space: nowrap; width: 1%; }
.hash { font: 8pt/1.4 "DejaVu Sans Mono", Consolas, Menlo, monospace; }
</style>
</head>
<body>
<article class="sheet">
  <header class="head">
    <div>
      <div class="clinic">普通门诊</div>
      <div class="soft">一诊室 &nbsp;王主任</div>
    </div>
    <div class="corner">2026-11-21</div>
  </header>
  <div class="title"><h1>日报</h1><div class="under">数据截至 2026-11-21 09:25</div></div>
  <div class="glance">
    <div><span class="soft">就诊次数</span><b>2</b></div>
    <div><span class="soft">未到</span><b>0</b></div>
    <div><span class="soft">未就诊离开</span><b>0</b></div>
    <div><span class="soft">事件</span><b>0</b></div>
    <div><span class="soft">未了</span><b>2</b></div>
    <div><span class="soft">平均等候</span><b>10.0 <small>分钟</small></b></div>
    <div><span class="soft">九成患者等候不超过</span><b>10.0 <small>分钟</small></b></div>
    <div><span class="soft">平均接诊</span><b>9.0 <small>分钟</small></b></div>
    <div><span class="soft">等候超标</span><b>0.0 <small>%</small></b></div>
    <div><span class="soft">事项完成率</span><b>0.0 <small>%</small></b></div>
    <div><span class="soft">实收</span><b>0.00 <small>元</small></b></div>
    <div><span class="soft">未缴费</span><b>0.00 <small>元</small></b></div>
  </div>
  <section>
    <h2>就诊次数</h2>
    <div class="tables">
    <div class="half"><table>
  <thead>
    <tr>
      <th>合计</th>
      <th class="number">数量</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>就诊次数</td>
      <td class="number">2</td>
    </tr>
    <tr>
      <td>初次就诊</td>
      <td class="number">1</td>
    </tr>
    <tr>
      <td>预约</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>未预约</td>
      <td class="number">2</td>
    </tr>
    <tr>
      <td>回诊</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>已接诊</td>
      <td class="number">1</td>
    </tr>
    <tr>
      <td>未到</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>未就诊离开</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>仍在院</td>
      <td class="number">2</td>
    </tr>
  </tbody>
</table>
</div>
    <div class="half whole"><table>
  <thead>
    <tr>
      <th>按类别</th>
      <th class="number">数量</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>初诊</td>
      <td class="number">1</td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">1</td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>各时段到诊</th>
      <th class="number">数量</th>
      <th class="number">平均等候（分钟）</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>09:00</td>
      <td class="number">2</td>
      <td class="number">10.0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="100.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>等候时间</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>合计</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超标</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>合计</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>按类别</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超标</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>初诊</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>按到诊时段</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超标</th>
      <th class="bar">目标 60.0</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>09:00</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="16.7" height="10" fill="#8b949d"/><line x1="100.0" x2="100.0" y1="-5" y2="15" stroke="#14171a" stroke-width="1.3" vector-effect="non-scaling-stroke"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>等候分布</th>
      <th class="number">数量</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>0-10 分</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="0.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
    <tr>
      <td>10-20 分</td>
      <td class="number">1</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="100.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>接诊</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>诊室中</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>合计</td>
      <td class="number">1</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>初诊</td>
      <td class="number">1</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>在院时间</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>合计</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>初诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>去向</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>各地点时间</th>
      <th class="number">共计（分钟）</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超时</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>候诊区</td>
      <td class="number">25.0</td>
      <td class="number">2</td>
      <td class="number">12.5</td>
      <td class="number">12.5</td>
      <td class="number">14.5</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="100.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
    <tr>
      <td>诊室</td>
      <td class="number">10.0</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="40.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
    <tr>
      <td>检验科</td>
      <td class="number">5.0</td>
      <td class="number">1</td>
      <td class="number">5.0</td>
      <td class="number">5.0</td>
      <td class="number">5.0</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="20.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>清单</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>按时段</th>
      <th class="number">事项</th>
      <th class="number">按时</th>
      <th class="number">超时</th>
      <th class="number">未做</th>
      <th class="number">漏做</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>班前</td>
      <td class="number">10</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">10</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>午间</td>
      <td class="number">3</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">3</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>收尾</td>
      <td class="number">7</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">7</td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide">
      <table class="plain">
        <thead><tr><th colspan="2">未做或漏做</th></tr></thead>
        <tbody>
          <tr><td>开窗通风</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>诊室清洁：台面、地面、水池</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>诊查床换单，一次性垫单备好</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>一次性用品补齐：压舌板、手套、口罩</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>血压计、听诊器、体温计可用</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>急救箱、氧气在位有效</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>医生办公桌：单据、印章、笔</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>电脑、打印机、叫号屏开机</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>着装、胸牌、洗手</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>晨会记录：今日安排、注意事项</td><td>漏做，应在 08:00 前</td></tr>
        </tbody>
      </table>
    </div>
    </div>
  </section>
  <section>
    <h2>未了</h2>
    <div class="tables">
    <div class="half whole"><table>
  <thead>
    <tr>
      <th>离开诊室前</th>
      <th class="number">数量</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>A001 还没离开</td>
      <td class="number">1</td>
    </tr>
    <tr>
      <td>A002 还没离开</td>
      <td class="number">1</td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>备注</h2>
    <p class="remark">停电半小时</p>
  </section>
  <div class="end">
    <div class="signed"><span>医生签名</span><b>王主任</b><span class="soft">2026-11-21 09:25 （纸质签名）</span></div>
    <div class="signatures">
      <div class="signature"><span class="label">医生签名</span><span class="rule"></span></div>

      <div class="signature"><span class="label">日期</span><span class="rule"></span></div>

    </div>
    <footer class="foot">第 1 次签字 &nbsp;经手 李敏
      <div class="hash">SHA-256 ac93bf4b91bd3bb5a80d8ce53f07c2e2832148b6bddc4812f4819e575b8b900c</div></footer>
  </div>
</article>
</body>
</html>');
INSERT INTO "report_content" VALUES('79e9a788096e5a6a4d25e5c5f4772de2a1c44650f51d274cb22d0d8340c2b457','{"amendments":[{"actor":"李敏","at":1795224600000,"changes":[{"after":{"en":"added","zh_CN":"已添加"},"before":null,"what":{"en":"Patient''s record","zh_CN":"患者档案"}},{"after":{"en":"kind First visit, status arrived, level Ⅳ routine, arrived 09:30","zh_CN":"类别 初诊，状态 到达，分级 Ⅳ 非急症，到达 09:30"},"before":null,"what":{"en":"Visit","zh_CN":"就诊"}},{"after":{"en":"kind walk-in, status waiting, queued 09:30","zh_CN":"类别 现场挂号，状态 候诊，开始排队 09:30"},"before":null,"what":{"en":"Queue entry","zh_CN":"排队"}},{"after":{"en":"from 09:30","zh_CN":"自 09:30"},"before":null,"what":{"en":"Stay at Waiting area","zh_CN":"去向“候诊区”"}}],"deed":"register","number":9,"reason":"","ticket":"A003"}],"before":"ac93bf4b91bd3bb5a80d8ce53f07c2e2832148b6bddc4812f4819e575b8b900c","day":"2026-11-21","doctor":"王主任","format":1,"made_at":1795224600000,"remark":"停电半小时","room":"一诊室","sections":[{"blocks":[{"bar":"","code":"counts","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[3],"code":"visits","note":null,"words":{"en":"Visits","zh_CN":"就诊次数"}},{"cells":[0],"code":"noshow","note":null,"words":{"en":"did not come","zh_CN":"未到"}},{"cells":[0],"code":"left_unseen","note":null,"words":{"en":"left before being seen","zh_CN":"未就诊离开"}},{"cells":[0],"code":"incidents","note":null,"words":{"en":"Incidents","zh_CN":"事件"}},{"cells":[3],"code":"open","note":null,"words":{"en":"Still open","zh_CN":"未了"}}],"words":{"en":"Count","zh_CN":"数量"}},{"bar":"","code":"times","goal":null,"heads":[{"code":"minutes","unit":"minutes","words":{"en":"Minutes","zh_CN":"分钟"}}],"lines":[{"cells":[10.0],"code":"wait","note":null,"words":{"en":"Mean wait","zh_CN":"平均等候"}},{"cells":[10.0],"code":"wait_p90","note":null,"words":{"en":"nine in ten waited at most","zh_CN":"九成患者等候不超过"}},{"cells":[9.0],"code":"service","note":null,"words":{"en":"Mean consultation","zh_CN":"平均接诊"}}],"words":{"en":"Minutes","zh_CN":"分钟"}},{"bar":"","code":"shares","goal":null,"heads":[{"code":"share","unit":"per cent","words":{"en":"%","zh_CN":"%"}}],"lines":[{"cells":[0.0],"code":"over","note":null,"words":{"en":"waited over target","zh_CN":"等候超标"}},{"cells":[0.0],"code":"tasks","note":null,"words":{"en":"Tasks done","zh_CN":"事项完成率"}}],"words":{"en":"%","zh_CN":"%"}},{"bar":"","code":"money","goal":null,"heads":[{"code":"amount","unit":"minor units","words":{"en":"Amount","zh_CN":"金额"}}],"lines":[{"cells":[0],"code":"paid","note":null,"words":{"en":"Taken in","zh_CN":"实收"}},{"cells":[0],"code":"unpaid","note":null,"words":{"en":"not paid yet","zh_CN":"未缴费"}}],"words":{"en":"Amount","zh_CN":"金额"}}],"code":"glance","words":{"en":"At a glance","zh_CN":"当日概览"}},{"blocks":[{"bar":"","code":"all","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[3],"code":"visits","note":null,"words":{"en":"Visits","zh_CN":"就诊次数"}},{"cells":[2],"code":"first","note":null,"words":{"en":"for the first time","zh_CN":"初次就诊"}},{"cells":[0],"code":"appointments","note":null,"words":{"en":"with a booked time","zh_CN":"预约"}},{"cells":[3],"code":"walk_ins","note":null,"words":{"en":"without one","zh_CN":"未预约"}},{"cells":[0],"code":"returns","note":null,"words":{"en":"came back with results","zh_CN":"回诊"}},{"cells":[1],"code":"fulfilled","note":null,"words":{"en":"were seen","zh_CN":"已接诊"}},{"cells":[0],"code":"noshow","note":null,"words":{"en":"did not come","zh_CN":"未到"}},{"cells":[0],"code":"left_unseen","note":null,"words":{"en":"left before being seen","zh_CN":"未就诊离开"}},{"cells":[3],"code":"still_open","note":null,"words":{"en":"are still here","zh_CN":"仍在院"}}],"words":{"en":"All","zh_CN":"合计"}},{"bar":"","code":"kind","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[2],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[1],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"By kind","zh_CN":"按类别"}},{"bar":"count","code":"hour","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"wait","unit":"minutes","words":{"en":"Mean wait","zh_CN":"平均等候"}}],"lines":[{"cells":[3,10.0],"code":"09","note":null,"words":{"en":"09:00","zh_CN":"09:00"}}],"words":{"en":"Arrivals by hour","zh_CN":"各时段到诊"}}],"code":"visits","words":{"en":"Visits","zh_CN":"就诊次数"}},{"blocks":[{"bar":"","code":"all","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"over","unit":"count","words":{"en":"Over target","zh_CN":"超标"}}],"lines":[{"cells":[1,10.0,10.0,10.0,0],"code":"all","note":null,"words":{"en":"All","zh_CN":"合计"}}],"words":{"en":"All","zh_CN":"合计"}},{"bar":"","code":"kind","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"over","unit":"count","words":{"en":"Over target","zh_CN":"超标"}}],"lines":[{"cells":[1,10.0,10.0,10.0,0],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[0,null,null,null,null],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"By kind","zh_CN":"按类别"}},{"bar":"mean","code":"hour","goal":60.0,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"over","unit":"count","words":{"en":"Over target","zh_CN":"超标"}}],"lines":[{"cells":[1,10.0,10.0,10.0,0],"code":"09","note":null,"words":{"en":"09:00","zh_CN":"09:00"}}],"words":{"en":"By hour of arrival","zh_CN":"按到诊时段"}},{"bar":"count","code":"spread","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[0],"code":"000","note":null,"words":{"en":"0 to 10 min","zh_CN":"0-10 分"}},{"cells":[1],"code":"010","note":null,"words":{"en":"10 to 20 min","zh_CN":"10-20 分"}}],"words":{"en":"How long","zh_CN":"等候分布"}}],"code":"waits","words":{"en":"Waiting times","zh_CN":"等候时间"}},{"blocks":[{"bar":"","code":"all","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}}],"lines":[{"cells":[1,9.0,9.0,9.0],"code":"all","note":null,"words":{"en":"All","zh_CN":"合计"}},{"cells":[1,9.0,9.0,9.0],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[0,null,null,null],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"In the room","zh_CN":"诊室中"}},{"bar":"","code":"total","goal":null,"heads":[{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}}],"lines":[{"cells":[0,null,null,null],"code":"all","note":null,"words":{"en":"All","zh_CN":"合计"}},{"cells":[0,null,null,null],"code":"first","note":null,"words":{"en":"First visit","zh_CN":"初诊"}},{"cells":[0,null,null,null],"code":"follow-up","note":null,"words":{"en":"Return visit","zh_CN":"复诊"}}],"words":{"en":"At the clinic","zh_CN":"在院时间"}}],"code":"service","words":{"en":"Consultations","zh_CN":"接诊"}},{"blocks":[{"bar":"sum","code":"place","goal":null,"heads":[{"code":"sum","unit":"minutes","words":{"en":"In all","zh_CN":"共计"}},{"code":"n","unit":"count","words":{"en":"Count","zh_CN":"数量"}},{"code":"mean","unit":"minutes","words":{"en":"Mean","zh_CN":"平均"}},{"code":"median","unit":"minutes","words":{"en":"Median","zh_CN":"中位"}},{"code":"p90","unit":"minutes","words":{"en":"90 %","zh_CN":"九成内"}},{"code":"late","unit":"count","words":{"en":"Too long","zh_CN":"超时"}}],"lines":[{"cells":[30.0,3,10.0,10.0,18.0,0],"code":"waiting","note":null,"words":{"en":"Waiting area","zh_CN":"候诊区"}},{"cells":[10.0,1,10.0,10.0,10.0,0],"code":"lab","note":null,"words":{"en":"Laboratory","zh_CN":"检验科"}},{"cells":[10.0,1,10.0,10.0,10.0,0],"code":"room","note":null,"words":{"en":"Consulting room","zh_CN":"诊室"}}],"words":{"en":"Time by location","zh_CN":"各地点时间"}}],"code":"places","words":{"en":"Whereabouts","zh_CN":"去向"}},{"blocks":[],"code":"orders","words":{"en":"Slips","zh_CN":"单据"}},{"blocks":[],"code":"watches","words":{"en":"Surgeries and watches","zh_CN":"手术与巡视"}},{"blocks":[{"bar":"","code":"phase","goal":null,"heads":[{"code":"tasks","unit":"count","words":{"en":"Tasks","zh_CN":"事项"}},{"code":"on_time","unit":"count","words":{"en":"On time","zh_CN":"按时"}},{"code":"late","unit":"count","words":{"en":"Late","zh_CN":"超时"}},{"code":"skipped","unit":"count","words":{"en":"Left out","zh_CN":"未做"}},{"code":"undone","unit":"count","words":{"en":"Not done","zh_CN":"漏做"}}],"lines":[{"cells":[10,0,0,0,10],"code":"opening","note":null,"words":{"en":"Opening","zh_CN":"班前"}},{"cells":[3,0,0,0,3],"code":"midday","note":null,"words":{"en":"Midday","zh_CN":"午间"}},{"cells":[7,0,0,0,7],"code":"closing","note":null,"words":{"en":"Closing","zh_CN":"收尾"}}],"words":{"en":"By phase","zh_CN":"按时段"}},{"bar":"","code":"undone","goal":null,"heads":[],"lines":[{"cells":[],"code":"air","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Open the windows and air the room","zh_CN":"开窗通风"}},{"cells":[],"code":"clean","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Clean the room: surfaces, floor, sink","zh_CN":"诊室清洁：台面、地面、水池"}},{"cells":[],"code":"couch","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Fresh sheet on the couch, covers ready","zh_CN":"诊查床换单，一次性垫单备好"}},{"cells":[],"code":"disposables","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Disposables: spatulas, gloves, masks","zh_CN":"一次性用品补齐：压舌板、手套、口罩"}},{"cells":[],"code":"instruments","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Sphygmomanometer, stethoscope, thermometers work","zh_CN":"血压计、听诊器、体温计可用"}},{"cells":[],"code":"emergency","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Emergency kit and oxygen in place and in date","zh_CN":"急救箱、氧气在位有效"}},{"cells":[],"code":"desk","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"The doctor''s desk: forms, stamps, pens","zh_CN":"医生办公桌：单据、印章、笔"}},{"cells":[],"code":"devices","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Computer, printer and call display on","zh_CN":"电脑、打印机、叫号屏开机"}},{"cells":[],"code":"dress","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Uniform, name badge, clean hands","zh_CN":"着装、胸牌、洗手"}},{"cells":[],"code":"meeting","note":{"en":"not done, was due by 08:00","zh_CN":"漏做，应在 08:00 前"},"words":{"en":"Morning meeting: what matters today","zh_CN":"晨会记录：今日安排、注意事项"}}],"words":{"en":"Left out or not done","zh_CN":"未做或漏做"}}],"code":"checklist","words":{"en":"Checklist","zh_CN":"清单"}},{"blocks":[],"code":"supplies","words":{"en":"Supplies","zh_CN":"物资"}},{"blocks":[],"code":"incidents","words":{"en":"Incidents","zh_CN":"事件"}},{"blocks":[],"code":"returns","words":{"en":"Expected back","zh_CN":"应复诊"}},{"blocks":[{"bar":"","code":"sweep","goal":null,"heads":[{"code":"count","unit":"count","words":{"en":"Count","zh_CN":"数量"}}],"lines":[{"cells":[1],"code":"inside/1","note":null,"words":{"en":"A001 is still here","zh_CN":"A001 还没离开"}},{"cells":[1],"code":"inside/2","note":null,"words":{"en":"A002 is still here","zh_CN":"A002 还没离开"}},{"cells":[1],"code":"inside/3","note":null,"words":{"en":"A003 is still here","zh_CN":"A003 还没离开"}}],"words":{"en":"Before the room is left","zh_CN":"离开诊室前"}}],"code":"open","words":{"en":"Still open","zh_CN":"未了"}}],"through":9}');
INSERT INTO "report_content" VALUES('4721aa62731b032eb516f58f911b20d9d3d2784495408ccfc613e343ac435898','<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src ''none''; style-src ''unsafe-inline''">
<title>日报 2026-11-21 一诊室</title>
<style>
@page { size: A4 portrait; margin: 0; }
:root { --ink: #14171a; --soft: #5b636b; --line: #c3c8cd; --tint: #f3f5f6; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body {
  margin: 0; color: var(--ink); overflow-wrap: anywhere; font-variant-numeric: tabular-nums;
  font: 10.5pt/1.5 "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "Segoe UI", "Helvetica Neue", Arial, sans-serif;
}
.sheet {
  width: 210mm; min-height: 296mm;
  padding: 13mm 17mm 8mm;
  display: flex; flex-direction: column; background: #fff;
  -webkit-box-decoration-break: clone; box-decoration-break: clone;
}
.sheet + .sheet { break-before: page; }
h1, h2, p, dl, dd, ol, ul, table { margin: 0; padding: 0; }
.soft, .foot, dt, th, .hint { color: var(--soft); font-size: 8.5pt; font-weight: 400; }
.head { display: flex; justify-content: space-between; align-items: flex-end; gap: 6mm;
  border-bottom: 1.2pt solid var(--ink); padding-bottom: 2mm; }
.clinic { font-size: 12pt; font-weight: 700; line-height: 1.3; }
.corner { font-size: 19pt; font-weight: 700; line-height: 1.05; white-space: nowrap; }
.title { display: flex; justify-content: space-between; align-items: baseline; gap: 6mm; margin: 5mm 0 3mm; }
h1 { font-size: 17pt; line-height: 1.25; font-weight: 700; }
:lang(zh-CN) h1 { letter-spacing: .06em; }
h2 { font-size: 10.5pt; margin: 5mm 0 1.2mm; }
.under { color: var(--soft); white-space: nowrap; }
.who { display: flex; flex-wrap: wrap; gap: 1.5mm 8mm; padding: 2.6mm 3.5mm; background: var(--tint); border-radius: 1.2mm; }
.who dt { line-height: 1.3; }
.who dd { line-height: 1.35; font-size: 11pt; }
.who .name { flex: 1 1 35mm; min-width: 0; }
.who .name dd { font-size: 13pt; font-weight: 700; }
table { width: 100%; border-collapse: collapse; margin-top: 4mm; }
thead { display: table-header-group; }
tfoot { display: table-row-group; } /* once, not on every page */
tr { break-inside: avoid; }
th { text-align: left; padding: 0 2mm 1mm; border-bottom: .6pt solid var(--ink); }
td { padding: 1.9mm 2mm; border-bottom: .4pt solid var(--line); vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; width: 1%; min-width: 14mm; padding-left: 5mm; }
.tag { display: inline-block; border: .7pt solid var(--ink); border-radius: .8mm; padding: 0 1.4mm; font-weight: 700; }
.item { font-weight: 600; font-size: 11pt; line-height: 1.4; }
.detail { font-size: 9.5pt; line-height: 1.45; }
.mark { font-weight: 700; }
tfoot td { border-bottom: 0; padding-top: 2.6mm; }
.sum { font-size: 13pt; font-weight: 700; }
.note { margin-top: 3mm; padding-left: 3mm; border-left: 1.2mm solid var(--line); }
.end { margin-top: auto; padding-top: 4mm; break-inside: avoid; }
.signatures { display: flex; flex-wrap: wrap; gap: 9mm 8mm; margin-top: 4mm; }
.signature { flex: 1 1 46mm; display: flex; align-items: flex-end; gap: 2mm; }
.signature .label { white-space: nowrap; }
.signature .rule { flex: 1; border-bottom: .6pt solid var(--ink); height: 7mm; }
.signed { display: flex; gap: 3mm; align-items: baseline; }
.signed b { font-size: 12pt; }
.foot { margin-top: 4mm; padding-top: 1.6mm; border-top: .4pt solid var(--line); }
@media screen {
  body { background: #e6e8eb; padding: 8mm 0; }
  .sheet { margin: 0 auto 8mm; max-width: 100%; box-shadow: 0 1px 8px rgb(20 23 26 / .16); }
}
.glance { display: flex; flex-wrap: wrap; gap: 2.4mm 9mm; padding: 3mm 3.5mm; background: var(--tint); border-radius: 1.2mm; }
.glance b { display: block; font-size: 14pt; line-height: 1.2; }
.glance b small { font-size: 8.5pt; font-weight: 400; color: var(--soft); }
section > h2 { font-size: 11.5pt; margin: 4mm 0 0; padding-bottom: .6mm; border-bottom: .6pt solid var(--ink); break-after: avoid; }
.tables { display: flex; flex-wrap: wrap; align-items: flex-start; column-gap: 10mm; }
.wide { flex: 0 0 100%; }
.half { flex: 0 0 calc(50% - 5mm); }
.whole { break-inside: avoid; }
.half:last-child:nth-child(odd) { margin-right: 50%; }
section table { margin: 1.6mm 0 0; font-size: 9pt; }
section th { border-bottom: .4pt solid var(--line); padding-bottom: .3mm; vertical-align: bottom; }
section th:first-child { color: var(--ink); font-weight: 700; font-size: 9pt; }
section td { padding-top: .25mm; padding-bottom: .25mm; line-height: 1.35; }
section td.soft { white-space: nowrap; }
section tr:last-child td { border-bottom: 0; }
.wide td:first-child, .wide th:first-child { width: 44mm; }
.wide .number { min-width: 13mm; padding-left: 3mm; }
.half .number { padding-left: 2mm; min-width: 11mm; }
.half .soft { margin-left: 2mm; }
td.bar { padding-left: 6mm; }
td.bar svg { display: block; width: 100%; height: 2.6mm; margin-top: 1mm; overflow: visible; }
.plain td:first-child { padding-right: 6mm; width: 44mm; }
.end { break-before: avoid; }
.remark { margin-top: 2mm; white-space: pre-line; }
.amendments td:first-child, .amendments td:last-child { white-space: nowrap; width: 1%; }
.hash { font: 8pt/1.4 "DejaVu Sans Mono", Consolas, Menlo, monospace; }
</style>
</head>
<body>
<article class="sheet">
  <header class="head">
    <div>
      <div class="clinic">普通门诊</div>
      <div class="soft">一诊室 &nbsp;王主任</div>
    </div>
    <div class="corner">2026-11-21</div>
  </header>
  <div class="title"><h1>日报</h1><div class="under">数据截至 2026-11-21 09:30</div></div>
  <div class="glance">
    <div><span class="soft">就诊次数</span><b>3</b></div>
    <div><span class="soft">未到</span><b>0</b></div>
    <div><span class="soft">未就诊离开</span><b>0</b></div>
    <div><span class="soft">事件</span><b>0</b></div>
    <div><span class="soft">未了</span><b>3</b></div>
    <div><span class="soft">平均等候</span><b>10.0 <small>分钟</small></b></div>
    <div><span class="soft">九成患者等候不超过</span><b>10.0 <small>分钟</small></b></div>
    <div><span class="soft">平均接诊</span><b>9.0 <small>分钟</small></b></div>
    <div><span class="soft">等候超标</span><b>0.0 <small>%</small></b></div>
    <div><span class="soft">事项完成率</span><b>0.0 <small>%</small></b></div>
    <div><span class="soft">实收</span><b>0.00 <small>元</small></b></div>
    <div><span class="soft">未缴费</span><b>0.00 <small>元</small></b></div>
  </div>
  <section>
    <h2>就诊次数</h2>
    <div class="tables">
    <div class="half"><table>
  <thead>
    <tr>
      <th>合计</th>
      <th class="number">数量</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>就诊次数</td>
      <td class="number">3</td>
    </tr>
    <tr>
      <td>初次就诊</td>
      <td class="number">2</td>
    </tr>
    <tr>
      <td>预约</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>未预约</td>
      <td class="number">3</td>
    </tr>
    <tr>
      <td>回诊</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>已接诊</td>
      <td class="number">1</td>
    </tr>
    <tr>
      <td>未到</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>未就诊离开</td>
      <td class="number">0</td>
    </tr>
    <tr>
      <td>仍在院</td>
      <td class="number">3</td>
    </tr>
  </tbody>
</table>
</div>
    <div class="half whole"><table>
  <thead>
    <tr>
      <th>按类别</th>
      <th class="number">数量</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>初诊</td>
      <td class="number">2</td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">1</td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>各时段到诊</th>
      <th class="number">数量</th>
      <th class="number">平均等候（分钟）</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>09:00</td>
      <td class="number">3</td>
      <td class="number">10.0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="100.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>等候时间</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>合计</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超标</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>合计</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>按类别</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超标</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>初诊</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>按到诊时段</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超标</th>
      <th class="bar">目标 60.0</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>09:00</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="16.7" height="10" fill="#8b949d"/><line x1="100.0" x2="100.0" y1="-5" y2="15" stroke="#14171a" stroke-width="1.3" vector-effect="non-scaling-stroke"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>等候分布</th>
      <th class="number">数量</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>0-10 分</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="0.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
    <tr>
      <td>10-20 分</td>
      <td class="number">1</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="100.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>接诊</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>诊室中</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>合计</td>
      <td class="number">1</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>初诊</td>
      <td class="number">1</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="number">9.0</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>在院时间</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>合计</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>初诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>复诊</td>
      <td class="number">0</td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="number"></td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>去向</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>各地点时间</th>
      <th class="number">共计（分钟）</th>
      <th class="number">数量</th>
      <th class="number">平均（分钟）</th>
      <th class="number">中位（分钟）</th>
      <th class="number">九成内（分钟）</th>
      <th class="number">超时</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>候诊区</td>
      <td class="number">30.0</td>
      <td class="number">3</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">18.0</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="100.0" height="10" fill="#8b949d"/></svg></td>
    </tr>
    <tr>
      <td>检验科</td>
      <td class="number">10.0</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="33.3" height="10" fill="#8b949d"/></svg></td>
    </tr>
    <tr>
      <td>诊室</td>
      <td class="number">10.0</td>
      <td class="number">1</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">10.0</td>
      <td class="number">0</td>
      <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="33.3" height="10" fill="#8b949d"/></svg></td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>清单</h2>
    <div class="tables">
    <div class="wide whole"><table>
  <thead>
    <tr>
      <th>按时段</th>
      <th class="number">事项</th>
      <th class="number">按时</th>
      <th class="number">超时</th>
      <th class="number">未做</th>
      <th class="number">漏做</th>
      <th class="bar"></th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>班前</td>
      <td class="number">10</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">10</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>午间</td>
      <td class="number">3</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">3</td>
      <td class="bar soft"></td>
    </tr>
    <tr>
      <td>收尾</td>
      <td class="number">7</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">0</td>
      <td class="number">7</td>
      <td class="bar soft"></td>
    </tr>
  </tbody>
</table>
</div>
    <div class="wide">
      <table class="plain">
        <thead><tr><th colspan="2">未做或漏做</th></tr></thead>
        <tbody>
          <tr><td>开窗通风</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>诊室清洁：台面、地面、水池</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>诊查床换单，一次性垫单备好</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>一次性用品补齐：压舌板、手套、口罩</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>血压计、听诊器、体温计可用</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>急救箱、氧气在位有效</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>医生办公桌：单据、印章、笔</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>电脑、打印机、叫号屏开机</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>着装、胸牌、洗手</td><td>漏做，应在 08:00 前</td></tr>
          <tr><td>晨会记录：今日安排、注意事项</td><td>漏做，应在 08:00 前</td></tr>
        </tbody>
      </table>
    </div>
    </div>
  </section>
  <section>
    <h2>未了</h2>
    <div class="tables">
    <div class="half whole"><table>
  <thead>
    <tr>
      <th>离开诊室前</th>
      <th class="number">数量</th>
    </tr>
  </thead>
  <tbody>
    <tr>
      <td>A001 还没离开</td>
      <td class="number">1</td>
    </tr>
    <tr>
      <td>A002 还没离开</td>
      <td class="number">1</td>
    </tr>
    <tr>
      <td>A003 还没离开</td>
      <td class="number">1</td>
    </tr>
  </tbody>
</table>
</div>
    </div>
  </section>
  <section>
    <h2>备注</h2>
    <p class="remark">停电半小时</p>
  </section>
  <section>
    <h2>签字后的更改</h2>
    <table class="amendments">
      <tr>
        <td>2026-11-21 09:30</td>
        <td>A003 登记<div class="detail">患者档案：已添加</div><div class="detail">就诊：类别 初诊，状态 到达，分级 Ⅳ 非急症，到达 09:30</div><div class="detail">排队：类别 现场挂号，状态 候诊，开始排队 09:30</div><div class="detail">去向“候诊区”：自 09:30</div></td>
        <td>李敏</td>
      </tr>
    </table>
  </section>
  <div class="end">
    <div class="signed"><span>医生签名</span><b>王主任</b><span class="soft">2026-11-21 09:30 （纸质签名）</span></div>
    <div class="signatures">
      <div class="signature"><span class="label">医生签名</span><span class="rule"></span></div>

      <div class="signature"><span class="label">日期</span><span class="rule"></span></div>

    </div>
    <footer class="foot">第 2 次签字 &nbsp;经手 李敏
      <div class="hash">SHA-256 79e9a788096e5a6a4d25e5c5f4772de2a1c44650f51d274cb22d0d8340c2b457</div></footer>
  </div>
</article>
</body>
</html>');
CREATE TABLE room (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	doctor_id INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT room_code UNIQUE (code), 
	CONSTRAINT room_doctor_id_fkey FOREIGN KEY(doctor_id) REFERENCES doctor (id)
);
INSERT INTO "room" VALUES(1,1,0,'1','一诊室',1);
CREATE TABLE search_key (
	kind VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	patient_id INTEGER NOT NULL, 
	PRIMARY KEY (kind, "key", patient_id), 
	CONSTRAINT search_key_patient_id_fkey FOREIGN KEY(patient_id) REFERENCES patient (id)
);
INSERT INTO "search_key" VALUES('name','王芳',1);
INSERT INTO "search_key" VALUES('name','芳',1);
INSERT INTO "search_key" VALUES('pinyin','wangfang',1);
INSERT INTO "search_key" VALUES('pinyin','yufang',1);
INSERT INTO "search_key" VALUES('initials','wf',1);
INSERT INTO "search_key" VALUES('initials','yf',1);
INSERT INTO "search_key" VALUES('name','李强',2);
INSERT INTO "search_key" VALUES('name','强',2);
INSERT INTO "search_key" VALUES('pinyin','liqiang',2);
INSERT INTO "search_key" VALUES('pinyin','lijiang',2);
INSERT INTO "search_key" VALUES('initials','lq',2);
INSERT INTO "search_key" VALUES('initials','lj',2);
INSERT INTO "search_key" VALUES('name','赵敏',3);
INSERT INTO "search_key" VALUES('name','敏',3);
INSERT INTO "search_key" VALUES('pinyin','zhaomin',3);
INSERT INTO "search_key" VALUES('initials','zm',3);
CREATE TABLE service (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	name_zh VARCHAR NOT NULL, 
	name_en VARCHAR NOT NULL, 
	category VARCHAR NOT NULL, 
	price INTEGER, 
	initials VARCHAR NOT NULL, 
	purpose_zh VARCHAR NOT NULL, 
	purpose_en VARCHAR NOT NULL, 
	preparations VARCHAR NOT NULL, 
	advice_zh VARCHAR NOT NULL, 
	advice_en VARCHAR NOT NULL, 
	location VARCHAR NOT NULL, 
	usual INTEGER NOT NULL, 
	signature BOOLEAN NOT NULL, 
	pay_first BOOLEAN NOT NULL, 
	consent VARCHAR NOT NULL, 
	brings VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	largest_dose FLOAT, 
	retired BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT service_category CHECK (category IN ('lab', 'exam', 'treatment', 'prescription', 'surgery', 'anaesthesia', 'admission', 'consent')), 
	CONSTRAINT service_price CHECK (price IS NULL OR price >= 0), 
	CONSTRAINT service_usual CHECK (usual >= 1)
);
CREATE TABLE settlement (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	point VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	"by" VARCHAR NOT NULL, 
	overridden BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT settlement_reason CHECK (NOT overridden OR reason <> ''), 
	CONSTRAINT settlement_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE TABLE stay (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	location VARCHAR NOT NULL, 
	room_id INTEGER, 
	since BIGINT NOT NULL, 
	until BIGINT, 
	escort VARCHAR NOT NULL, 
	back_by BIGINT, 
	PRIMARY KEY (id), 
	CONSTRAINT stay_ends_after_start CHECK (since IS NULL OR until IS NULL OR since <= until), 
	CONSTRAINT stay_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT stay_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
INSERT INTO "stay" VALUES(1,2,0,1,'2026-11-21','waiting',NULL,1795222800000,1795223400000,'',NULL);
INSERT INTO "stay" VALUES(2,1,0,2,'2026-11-21','waiting',NULL,1795223400000,NULL,'',NULL);
INSERT INTO "stay" VALUES(3,2,0,1,'2026-11-21','room',1,1795223400000,1795224000000,'',NULL);
INSERT INTO "stay" VALUES(4,1,0,1,'2026-11-21','lab',NULL,1795224000000,NULL,'',NULL);
INSERT INTO "stay" VALUES(5,1,0,3,'2026-11-21','waiting',NULL,1795224600000,NULL,'',NULL);
CREATE TABLE supply_entry (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	code VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	quantity INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	"by" VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT supply_entry_kind CHECK (kind IN ('count', 'received', 'used')), 
	CONSTRAINT supply_entry_quantity CHECK (quantity >= 0), 
	CONSTRAINT supply_entry_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
CREATE TABLE supply_par (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	room_id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	par INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT supply_par_level CHECK (par >= 0), 
	CONSTRAINT supply_par_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
CREATE TABLE task_record (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	phase VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	started_at BIGINT, 
	ended_at BIGINT, 
	"by" VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT task_record_status CHECK (status IN ('running', 'done', 'skipped')), 
	CONSTRAINT task_record_reason CHECK (status <> 'skipped' OR reason <> ''), 
	CONSTRAINT task_record_ends CHECK (started_at IS NULL OR ended_at IS NULL OR started_at <= ended_at), 
	CONSTRAINT task_record_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id)
);
CREATE TABLE triage (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	at BIGINT NOT NULL, 
	"by" VARCHAR NOT NULL, 
	level INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	red_flag VARCHAR NOT NULL, 
	respiration INTEGER, 
	oxygen INTEGER, 
	on_oxygen BOOLEAN NOT NULL, 
	oxygen_scale_2 BOOLEAN NOT NULL, 
	systolic INTEGER, 
	diastolic INTEGER, 
	pulse INTEGER, 
	consciousness VARCHAR, 
	temperature FLOAT, 
	pain INTEGER, 
	pregnant BOOLEAN NOT NULL, 
	news2 INTEGER, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT triage_level CHECK (level BETWEEN 1 AND 4), 
	CONSTRAINT triage_pain CHECK (pain IS NULL OR pain BETWEEN 0 AND 10), 
	CONSTRAINT triage_news2 CHECK (news2 IS NULL OR news2 BETWEEN 0 AND 20), 
	CONSTRAINT triage_consciousness CHECK (consciousness IS NULL OR consciousness IN ('A', 'C', 'V', 'P', 'U')), 
	CONSTRAINT triage_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE TABLE visit (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	patient_id INTEGER NOT NULL, 
	room_id INTEGER NOT NULL, 
	doctor_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	series VARCHAR NOT NULL, 
	number INTEGER NOT NULL, 
	ticket VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	complaint VARCHAR NOT NULL, 
	acuity INTEGER NOT NULL, 
	arrived_at BIGINT NOT NULL, 
	slot_at BIGINT, 
	departed_at BIGINT, 
	note VARCHAR NOT NULL, 
	return_on DATE, 
	PRIMARY KEY (id), 
	CONSTRAINT visit_ticket UNIQUE (day, series, number), 
	CONSTRAINT visit_status CHECK (status IN ('arrived', 'in-progress', 'finished', 'cancelled', 'entered-in-error')), 
	CONSTRAINT visit_acuity CHECK (acuity BETWEEN 1 AND 4), 
	CONSTRAINT visit_number CHECK (number >= 1), 
	CONSTRAINT visit_departs_after_arrival CHECK (arrived_at IS NULL OR departed_at IS NULL OR arrived_at <= departed_at), 
	CONSTRAINT visit_patient_id_fkey FOREIGN KEY(patient_id) REFERENCES patient (id), 
	CONSTRAINT visit_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id), 
	CONSTRAINT visit_doctor_id_fkey FOREIGN KEY(doctor_id) REFERENCES doctor (id)
);
INSERT INTO "visit" VALUES(1,2,0,1,1,1,'2026-11-21','A',1,'A001','first','in-progress','',4,1795222800000,NULL,NULL,'',NULL);
INSERT INTO "visit" VALUES(2,1,0,2,1,1,'2026-11-21','A',2,'A002','follow-up','arrived','',4,1795223400000,NULL,NULL,'',NULL);
INSERT INTO "visit" VALUES(3,1,0,3,1,1,'2026-11-21','A',3,'A003','first','arrived','',4,1795224600000,NULL,NULL,'',NULL);
CREATE TABLE watch (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	visit_id INTEGER NOT NULL, 
	room_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	protocol VARCHAR NOT NULL, 
	timetable VARCHAR NOT NULL, 
	procedure VARCHAR NOT NULL, 
	surgeon VARCHAR NOT NULL, 
	item_id INTEGER, 
	started_at BIGINT NOT NULL, 
	started_by VARCHAR NOT NULL, 
	responsible VARCHAR NOT NULL, 
	entries INTEGER NOT NULL, 
	instructions VARCHAR NOT NULL, 
	score INTEGER, 
	score_parts VARCHAR NOT NULL, 
	ended_at BIGINT, 
	ended_by VARCHAR NOT NULL, 
	end_kind VARCHAR, 
	end_reason VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT watch_end_kind CHECK (end_kind IS NULL OR end_kind IN ('discharged', 'transferred', 'cancelled')), 
	CONSTRAINT watch_ended CHECK ((end_kind IS NULL) = (ended_at IS NULL)), 
	CONSTRAINT watch_end_reason CHECK (end_kind IS NULL OR end_kind = 'discharged' OR end_reason <> ''), 
	CONSTRAINT watch_ends_after_start CHECK (started_at IS NULL OR ended_at IS NULL OR started_at <= ended_at), 
	CONSTRAINT watch_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id), 
	CONSTRAINT watch_room_id_fkey FOREIGN KEY(room_id) REFERENCES room (id), 
	CONSTRAINT watch_item_id_fkey FOREIGN KEY(item_id) REFERENCES order_item (id)
);
CREATE TABLE watch_round (
	id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	voided BOOLEAN NOT NULL, 
	watch_id INTEGER NOT NULL, 
	visit_id INTEGER NOT NULL, 
	number INTEGER, 
	due_at BIGINT, 
	status VARCHAR NOT NULL, 
	happened_at BIGINT, 
	entered_at BIGINT NOT NULL, 
	"by" VARCHAR NOT NULL, 
	readings VARCHAR NOT NULL, 
	level INTEGER NOT NULL, 
	partial BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT watch_round_status CHECK (status IN ('done', 'missed', 'cancelled')), 
	CONSTRAINT watch_round_level CHECK (level BETWEEN 0 AND 2), 
	CONSTRAINT watch_round_happened CHECK ((status = 'done') = (happened_at IS NOT NULL)), 
	CONSTRAINT watch_round_due CHECK ((number IS NULL) = (due_at IS NULL)), 
	CONSTRAINT watch_round_reason CHECK (status <> 'cancelled' OR reason <> ''), 
	CONSTRAINT watch_round_entered CHECK (happened_at IS NULL OR entered_at IS NULL OR happened_at <= entered_at), 
	CONSTRAINT watch_round_watch_id_fkey FOREIGN KEY(watch_id) REFERENCES watch (id), 
	CONSTRAINT watch_round_visit_id_fkey FOREIGN KEY(visit_id) REFERENCES visit (id)
);
CREATE UNIQUE INDEX checklist_task_code ON checklist_task (code) WHERE voided = 0;
CREATE INDEX journal_by_patient ON journal (patient_id);
CREATE INDEX journal_by_day ON journal (day, room_id);
CREATE INDEX journal_undoes ON journal (undoes);
CREATE INDEX journal_by_visit ON journal (visit_id);
CREATE UNIQUE INDEX service_code ON service (code) WHERE voided = 0;
CREATE INDEX patient_by_phone ON patient (phone);
CREATE INDEX patient_merged ON patient (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX patient_by_card ON patient (card);
CREATE INDEX search_key_by_patient ON search_key (patient_id);
CREATE UNIQUE INDEX task_record_once ON task_record (room_id, day, code) WHERE voided = 0;
CREATE INDEX task_record_by_day ON task_record (day, room_id);
CREATE INDEX task_record_by_code ON task_record (code, day);
CREATE UNIQUE INDEX supply_par_code ON supply_par (room_id, code) WHERE voided = 0;
CREATE INDEX supply_entry_by_code ON supply_entry (room_id, code, at);
CREATE INDEX supply_entry_by_day ON supply_entry (day);
CREATE INDEX day_report_by_day ON day_report (day, room_id);
CREATE UNIQUE INDEX day_remark_once ON day_remark (day, room_id) WHERE voided = 0;
CREATE INDEX amendment_by_day ON amendment (day, room_id);
CREATE INDEX visit_by_return ON visit (return_on) WHERE return_on IS NOT NULL;
CREATE INDEX visit_by_day ON visit (day, room_id, status);
CREATE INDEX visit_by_patient ON visit (patient_id, day, voided);
CREATE INDEX triage_by_visit ON triage (visit_id);
CREATE INDEX flow_event_by_visit ON flow_event (visit_id);
CREATE INDEX flow_event_by_case ON flow_event (case_id);
CREATE INDEX order_slip_by_visit ON order_slip (visit_id);
CREATE INDEX entry_by_visit ON queue_entry (visit_id);
CREATE UNIQUE INDEX entry_one_called ON queue_entry (room_id) WHERE voided = 0 AND status = 'called';
CREATE INDEX entry_by_day ON queue_entry (day, room_id, status);
CREATE UNIQUE INDEX entry_one_active ON queue_entry (visit_id) WHERE voided = 0 AND status IN ('called', 'in-progress', 'on-hold', 'skipped', 'waiting');
CREATE UNIQUE INDEX entry_one_in_room ON queue_entry (room_id) WHERE voided = 0 AND status = 'in-progress';
CREATE UNIQUE INDEX stay_one_open ON stay (visit_id) WHERE voided = 0 AND until IS NULL;
CREATE INDEX stay_by_visit ON stay (visit_id, since);
CREATE INDEX stay_by_day ON stay (day);
CREATE INDEX companion_by_visit ON companion (visit_id);
CREATE INDEX settlement_by_visit ON settlement (visit_id);
CREATE UNIQUE INDEX settlement_once ON settlement (visit_id, point) WHERE voided = 0;
CREATE INDEX acknowledgement_by_until ON acknowledgement (room_id, until);
CREATE INDEX incident_by_visit ON incident (visit_id);
CREATE INDEX incident_open ON incident (room_id) WHERE closed_at IS NULL AND voided = 0;
CREATE INDEX incident_by_day ON incident (day, room_id);
CREATE INDEX order_item_by_visit ON order_item (visit_id);
CREATE INDEX order_item_unread ON order_item (day) WHERE voided = 0 AND void_at IS NULL AND performed_at IS NOT NULL AND read_at IS NULL AND category IN ('lab', 'exam');
CREATE INDEX order_item_by_day ON order_item (day, code);
CREATE INDEX order_item_by_slip ON order_item (slip_id);
CREATE INDEX promise_by_entry ON promise (entry_id);
CREATE INDEX promise_by_visit ON promise (visit_id);
CREATE INDEX watch_by_visit ON watch (visit_id);
CREATE UNIQUE INDEX watch_one_running ON watch (visit_id, protocol) WHERE voided = 0 AND ended_at IS NULL;
CREATE INDEX watch_by_day ON watch (day);
CREATE UNIQUE INDEX watch_round_once ON watch_round (watch_id, number) WHERE voided = 0 AND number IS NOT NULL;
CREATE INDEX watch_round_by_watch ON watch_round (watch_id);
CREATE INDEX watch_round_by_visit ON watch_round (visit_id);
CREATE INDEX handover_by_watch ON handover (watch_id);
CREATE INDEX doctor_call_by_visit ON doctor_call (visit_id);
COMMIT;