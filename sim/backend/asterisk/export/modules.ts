/** What the written files use, and nothing else: no module that listens, dials or asks for a file of its own. */
export const loadedModules: readonly string[] = [
  ...["res_timing_timerfd", "res_sorcery_astdb", "res_sorcery_config", "res_sorcery_memory"],
  ...["codec_alaw", "codec_g722", "codec_gsm", "codec_resample", "codec_ulaw", "codec_a_mu"],
  ...["format_gsm", "format_pcm", "format_wav"],
  ...["bridge_builtin_features", "bridge_native_rtp", "bridge_simple", "bridge_softmix"],
  ...[
    "res_pjproject",
    "res_pjsip",
    "res_pjsip_session",
    "res_pjsip_pubsub",
    "res_rtp_asterisk",
    "chan_pjsip",
  ],
  ...["res_pjsip_authenticator_digest", "res_pjsip_endpoint_identifier_ip"],
  ...["res_pjsip_endpoint_identifier_user", "res_pjsip_registrar", "res_pjsip_nat", "res_pjsip_rfc3326"],
  ...["res_pjsip_caller_id", "res_pjsip_dtmf_info", "res_pjsip_empty_info", "res_pjsip_header_funcs"],
  ...["res_pjsip_sdp_rtp", "res_pjsip_logger", "res_pjsip_notify", "res_pjsip_dlg_options"],
  ...["res_pjsip_mwi_body_generator", "res_pjsip_mwi", "res_security_log"],
  ...["app_dial", "app_exec", "app_playtones", "app_read", "app_stack", "app_voicemail"],
  ...["func_callerid", "func_channel", "func_cut", "func_db", "func_devstate", "func_dialplan"],
  ...["func_groupcount", "func_logic", "func_pjsip_aor", "func_pjsip_contact", "func_pjsip_endpoint"],
  ...["func_strings", "pbx_config"],
];
